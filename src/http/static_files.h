// Files that never change while the server runs: style sheets, scripts, fonts, pictures.
//
// The contents are in memory and handed over by the caller, so a request can never reach a file system. A
// name that carries its hash ("app.3f9a1c2b.css") may be kept by browsers for a year; every other name must
// be asked for again, and is answered 304 when the ETag is known.
// Immutable after construction, shared by all worker threads.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "http/router.h"

namespace moteplass::http {

// Name ("fonts/text.woff2") to bytes.
using FileContents = std::map<std::string, std::string, std::less<>>;

// Every regular file under a folder. Refuses, with a sentence for the operator, links,
// names other than letters, digits and . _ -, hidden files, and more than 64 MiB in all.
Result<FileContents, std::string> load_folder(const std::filesystem::path& folder);

// By the ending of the name; "application/octet-stream" for what is not known.
std::string_view content_type_of(std::string_view name);
// Has a part between dots or after the last dash of at least eight hexadecimal digits.
bool is_hashed_name(std::string_view name);

class StaticFiles {
 public:
  explicit StaticFiles(FileContents contents);
  ~StaticFiles();
  StaticFiles(StaticFiles&&) noexcept;

  Response answer(const Request& request, std::string_view name) const;

  // Adds GET <prefix>/{file*}; the router's handler shares ownership.
  static void add_to(Router& router, std::string_view prefix, FileContents contents);

 private:
  struct File;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace moteplass::http
