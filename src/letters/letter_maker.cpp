#include "letters/letter_maker.h"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "base/hash.h"
#include "letters/letter_data.h"
#include "letters/phrases.h"
#include "letters/process.h"
#include "texts/template.h"

namespace moteplass::letters {

struct WeasyprintLetterMaker::Loaded {
  texts::Templates templates;
  std::map<std::string, Phrases, std::less<>> phrases;  // by policy
  std::string css;
};

namespace {

std::string template_name(const app::LetterContent& content) {
  // The duty to report is the same whatever model the case is under.
  if (content.concern) return fmt::format("concern/report.{}", texts::code(language_of(content)));
  if (content.referral) return fmt::format("referral/letter.{}", texts::code(language_of(content)));
  if (content.to_guardian)
    return fmt::format("{}/guardian.{}", content.policy.name, texts::code(language_of(content)));
  return fmt::format("{}/{}.{}", content.policy.name, casework::word(content.kind),
                     texts::code(language_of(content)));
}

// The type of the error that ended WeasyPrint, "ValueError": its message may quote the letter, its type
// cannot.
std::string error_type(std::string_view errors) {
  while (!errors.empty() && (errors.back() == '\n' || errors.back() == ' ')) errors.remove_suffix(1);
  std::size_t line = errors.rfind('\n');
  if (line != std::string_view::npos) errors.remove_prefix(line + 1);
  std::string type;
  for (char c : errors) {
    bool identifier =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!identifier) break;
    type += c;
  }
  return type.ends_with("Error") && type.size() <= 60 ? type : std::string("no error type given");
}

std::vector<std::string> environment(const std::string& folder) {
  const char* path = std::getenv("PATH");
  return {fmt::format("PATH={}", path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin"), "LANG=C.UTF-8",
          "PYTHONDONTWRITEBYTECODE=1",
          // The same letter gives the same bytes: embedded fonts carry a date, and Python shuffles its sets.
          "SOURCE_DATE_EPOCH=0", "PYTHONHASHSEED=0", fmt::format("HOME={}", folder),
          fmt::format("TMPDIR={}", folder), fmt::format("XDG_CACHE_HOME={}", folder),
          // A letter refers to nothing outside itself; should one ever do, the request must end here.
          "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9"};
}

// A paragraph sign stays on the line of its number.
std::string hold_paragraphs_together(std::string page) {
  constexpr std::string_view loose = "\u00A7 ", held = "\u00A7\u00A0";
  for (std::size_t i = page.find(loose); i != std::string::npos; i = page.find(loose, i + held.size()))
    page.replace(i, loose.size(), held);
  return page;
}

app::LetterFault fault(std::string problem) {
  return {std::move(problem)};
}

}  // namespace

WeasyprintLetterMaker::WeasyprintLetterMaker(LetterSettings settings, std::unique_ptr<const Loaded> loaded)
    : settings_(std::move(settings)), loaded_(std::move(loaded)) {}

WeasyprintLetterMaker::~WeasyprintLetterMaker() = default;

Result<std::unique_ptr<WeasyprintLetterMaker>, app::LetterFault> WeasyprintLetterMaker::open(
    LetterSettings settings) {
  auto sources = texts::load_folder(settings.template_folder, ".mustache");
  if (!sources) return failure(fault(sources.error()));
  auto templates = texts::Templates::compile(*sources, {"css"});
  if (!templates) return failure(fault(texts::to_string(templates.error())));
  auto styles = texts::load_folder(settings.template_folder, ".css");
  if (!styles || !styles->contains("letter")) return failure(fault("letter.css is missing"));
  auto loaded = std::make_unique<Loaded>(Loaded{std::move(*templates), {}, styles->at("letter")});
  auto files = texts::load_folder(settings.template_folder, "/phrases.toml");
  if (!files) return failure(fault(files.error()));
  for (const auto& [policy, text] : *files) {
    auto phrases = Phrases::read(policy + "/phrases.toml", text);
    if (!phrases) return failure(fault(phrases.error()));
    loaded->phrases.emplace(policy, std::move(*phrases));
  }
  if (settings.temporary_folder.empty()) {
    std::error_code error;
    settings.temporary_folder = std::filesystem::temp_directory_path(error).string();
    if (error) return failure(fault("there is no temporary folder"));
  }
  return std::unique_ptr<WeasyprintLetterMaker>(
      new WeasyprintLetterMaker(std::move(settings), std::move(loaded)));
}

Result<std::string, app::LetterFault> WeasyprintLetterMaker::html(const app::LetterContent& content) const {
  std::string name = template_name(content);
  if (loaded_->templates.find(name) == nullptr)
    return failure(fault(fmt::format("{}.mustache is missing: the model has no such letter", name)));
  json::object data;
  if (content.concern) {
    data = concern_report_data(content);
  } else if (content.referral) {
    auto words = loaded_->phrases.find("referral");
    if (words == loaded_->phrases.end()) return failure(fault("referral/phrases.toml is missing"));
    data = referral_letter_data(content, words->second);
  } else if (content.kind == casework::LetterKind::feedback) {
    if (!content.feedback) return failure(fault("a feedback letter without feedback"));
    data = feedback_letter_data(content);
  } else {
    if (content.kind == casework::LetterKind::summons && !content.meeting)
      return failure(fault("a summons without a meeting"));
    auto phrases = loaded_->phrases.find(content.policy.name);
    static const Phrases none;
    data = person_letter_data(content, phrases == loaded_->phrases.end() ? none : phrases->second);
  }
  data["css"] = loaded_->css;
  auto page = loaded_->templates.render(name, data);
  if (!page) return failure(fault(texts::to_string(page.error())));
  return hold_paragraphs_together(std::move(*page));
}

Result<std::string, app::LetterFault> WeasyprintLetterMaker::pdf(const app::LetterContent& content) const {
  auto page = html(content);
  if (!page) return page;
  ProcessRequest request;
  // The identifier makes the same letter the same bytes, so that its hash in the case means something.
  request.command = {
      settings_.weasyprint, "--quiet", "--encoding", "utf-8", "--base-url", "about:blank", "--pdf-variant",
      // What is archived by another body is made for keeping, what people read for reading aloud.
      content.concern ? "pdf/a-2b" : "pdf/ua-1", "--pdf-identifier", to_hex(sha256(*page)).substr(0, 32), "-",
      "-"};
  request.environment = environment(settings_.temporary_folder);
  request.input = *page;
  request.timeout = settings_.timeout;
  auto outcome = run(request);
  if (!outcome) return failure(fault(fmt::format("weasyprint: {}", describe(outcome.error()))));
  if (outcome->exit_code != 0)
    return failure(
        fault(fmt::format("weasyprint ended with {}: {}", outcome->exit_code, error_type(outcome->errors))));
  if (!outcome->output.starts_with("%PDF")) return failure(fault("weasyprint gave no PDF"));
  return std::move(outcome->output);
}

}  // namespace moteplass::letters
