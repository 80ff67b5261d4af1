#include "http/static_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/hash.h"
#include "http/etag.h"
#include "http/problem.h"
#include "http/syntax.h"

namespace moteplass::http {
namespace {

constexpr std::uintmax_t most_bytes = 64 * 1024 * 1024;

bool is_plain_name(std::string_view name) {
  return !name.empty() && !name.starts_with('.') && std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

bool is_hash(std::string_view part) {
  return part.size() >= 8 && std::all_of(part.begin(), part.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

}  // namespace

struct StaticFiles::File {
  std::string bytes;
  std::string etag;
};

Result<FileContents, std::string> load_folder(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  FileContents contents;
  std::uintmax_t total = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    auto name = it->path().lexically_relative(folder).generic_string();
    if (!is_plain_name(it->path().filename().string())) {
      return failure(fmt::format("{}: a file to be served is named with letters, digits and . _ -", name));
    }
    if (it->is_symlink(error)) return failure(fmt::format("{}: links are not served", name));
    if (!it->is_regular_file(error)) continue;
    std::ifstream file(it->path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file) return failure(fmt::format("{}: cannot be read", name));
    total += bytes.size();
    if (total > most_bytes) return failure(fmt::format("{}: more than 64 MiB in all", folder.string()));
    contents.emplace(std::move(name), std::move(bytes));
  }
  if (error) return failure(fmt::format("{}: {}", folder.string(), error.message()));
  return contents;
}

std::string_view content_type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 15> types{{
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".html", "text/html; charset=utf-8"},
      {".txt", "text/plain; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".pdf", "application/pdf"},
      {".wasm", "application/wasm"},
  }};
  for (const auto& [ending, type] : types) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

bool is_hashed_name(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);  // npos + 1 is 0
  auto parts = split(name, '.');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    auto dash = parts[i].rfind('-');
    if (i > 0 && is_hash(parts[i])) return true;
    if (dash != std::string_view::npos && is_hash(parts[i].substr(dash + 1))) return true;
  }
  return false;
}

StaticFiles::StaticFiles(FileContents contents) {
  for (auto& [name, bytes] : contents) {
    auto etag = etag_of(bytes);
    files_.emplace(name, File{std::move(bytes), std::move(etag)});
  }
}

StaticFiles::~StaticFiles() = default;
StaticFiles::StaticFiles(StaticFiles&&) noexcept = default;

Response StaticFiles::answer(const Request& request, std::string_view name) const {
  auto found = files_.find(name);
  if (found == files_.end()) return to_response(not_found());
  const auto& file = found->second;
  bool is_known = has_version(request, file.etag);
  auto response = is_known ? Response::empty(304) : Response::bytes(file.bytes, content_type_of(name));
  response.set_header("ETag", file.etag);
  response.set_header("Cache-Control",
                      is_hashed_name(name) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

void StaticFiles::add_to(Router& router, std::string_view prefix, FileContents contents) {
  auto files = std::make_shared<const StaticFiles>(std::move(contents));
  router.add(Method::get, std::string(prefix) + "/{file*}", [files](const Request& request) {
    return files->answer(request, request.path_parameter("file"));
  });
}

}  // namespace moteplass::http
