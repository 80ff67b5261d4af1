// The OpenAPI 3.1 document, put together from what each endpoint declares of itself.
#pragma once

#include "api/endpoint.h"

namespace moteplass::api {

json::object openapi_document(const Endpoints& endpoints);

}  // namespace moteplass::api
