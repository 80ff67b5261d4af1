// Letters on paper and screen: content -> HTML by strict templates -> PDF/UA through WeasyPrint.
//
// Templates, style sheet and phrases are read once, when the maker is opened; afterwards it is immutable and
// may be called from several threads. Each PDF is made by a WeasyPrint of its own, fed through pipes: no
// shell, no file of ours on disk, no network, killed when it takes too long. Failure is a LetterFault that
// names the template, tag or exit and never a person.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "app/letter_content.h"
#include "app/ports.h"

namespace moteplass::letters {

struct LetterSettings {
  std::string template_folder;            // with <policy>/<kind>.<language>.mustache and letter.css
  std::string weasyprint = "weasyprint";  // a path, or a name looked up in PATH
  std::chrono::milliseconds timeout{30'000};
  std::string temporary_folder = {};  // for WeasyPrint's own caches; empty: the system's
};

class WeasyprintLetterMaker : public app::LetterMaker {
 public:
  // Reads and compiles every template. WeasyPrint itself is not asked for before the first PDF.
  static Result<std::unique_ptr<WeasyprintLetterMaker>, app::LetterFault> open(LetterSettings settings);
  ~WeasyprintLetterMaker() override;

  // A model, kind and language without a template of its own is a fault that names the missing file: a
  // letter under one model's law is never sent with another's.
  Result<std::string, app::LetterFault> html(const app::LetterContent& content) const override;
  Result<std::string, app::LetterFault> pdf(const app::LetterContent& content) const override;

 private:
  struct Loaded;
  WeasyprintLetterMaker(LetterSettings settings, std::unique_ptr<const Loaded> loaded);
  LetterSettings settings_;
  std::unique_ptr<const Loaded> loaded_;
};

}  // namespace moteplass::letters
