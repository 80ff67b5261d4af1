#include "texts/template.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "texts/catalogue.h"

namespace moteplass::texts {
namespace {

namespace mustache = kainjow::mustache;

enum class TagKind { variable, unescaped, section, inverted, section_end, partial, comment };

// One tag of a compiled template. Kainjow sees only the tag's number, {{17}}, so that every question it asks
// of the context leads back to file, line and kind.
struct Tag {
  std::string file;
  int line;
  std::string name;
  TagKind kind;
};

TemplateFault fault_at(const Tag& tag, std::string problem) {
  return {tag.file, tag.line, tag.name, std::move(problem)};
}

bool is_name(std::string_view name) {
  if (name == ".") return true;
  bool start = true;
  for (char c : name) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    bool digit = c >= '0' && c <= '9';
    if (c == '.' ? start : !(letter || (digit && !start))) return false;
    start = c == '.';
  }
  return !start;
}

std::string_view trimmed(std::string_view text) {
  auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Reads tags, takes in partials and writes the source that Kainjow gets, with numbers for names.
class Expansion {
 public:
  Expansion(const std::map<std::string, std::string>& sources, const std::set<std::string>& trusted)
      : sources_(sources), trusted_(trusted) {}

  std::optional<TemplateFault> take_in(const std::string& file, std::string_view text) {
    if (std::find(open_files_.begin(), open_files_.end(), file) != open_files_.end())
      return TemplateFault{file, 0, "> " + file, "the template takes in itself"};
    open_files_.push_back(file);
    std::vector<std::size_t> sections;
    std::size_t position = 0;
    while (true) {
      std::size_t start = text.find("{{", position);
      source.append(text.substr(position, start == std::string_view::npos ? start : start - position));
      if (start == std::string_view::npos) break;
      int line = 1 + static_cast<int>(
                         std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(start), '\n'));
      bool triple = text.substr(start, 3) == "{{{";
      std::string_view closing = triple ? "}}}" : "}}";
      std::size_t inside = start + closing.size();
      std::size_t end = text.find(closing, inside);
      if (end == std::string_view::npos) return TemplateFault{file, line, "", "a tag is not closed"};
      position = end + closing.size();
      Tag tag = read(file, line, text.substr(inside, end - inside), triple);
      if (auto fault = add(std::move(tag), sections)) return fault;
    }
    if (!sections.empty()) return fault_at(tags[sections.back()], "the section is not closed");
    open_files_.pop_back();
    return std::nullopt;
  }

  std::string source;
  std::vector<Tag> tags;

 private:
  static Tag read(const std::string& file, int line, std::string_view content, bool triple) {
    content = trimmed(content);
    Tag tag{file, line, std::string(content), triple ? TagKind::unescaped : TagKind::variable};
    if (triple || content.empty()) return tag;
    constexpr std::string_view sigils = "#^/>!&";
    constexpr std::array kinds = {TagKind::section, TagKind::inverted, TagKind::section_end,
                                  TagKind::partial, TagKind::comment,  TagKind::unescaped};
    std::size_t sigil = sigils.find(content.front());
    if (sigil == std::string_view::npos) return tag;
    tag.kind = kinds[sigil];
    tag.name = trimmed(content.substr(1));
    return tag;
  }

  std::optional<TemplateFault> add(Tag tag, std::vector<std::size_t>& sections) {
    if (tag.kind == TagKind::comment) return std::nullopt;
    if (tag.kind == TagKind::partial) {
      auto found = sources_.find(tag.name);
      if (found == sources_.end()) return fault_at(tag, "no such template to take in");
      std::string_view text = found->second;
      if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
      return take_in(tag.name, text);
    }
    if (!is_name(tag.name)) return fault_at(tag, "this is no name");
    if (tag.kind == TagKind::section_end) {
      if (sections.empty() || tags[sections.back()].name != tag.name)
        return fault_at(tag, "no section of that name is open here");
      source += fmt::format("{{{{/{}}}}}", sections.back());
      sections.pop_back();
      return std::nullopt;
    }
    if (tag.kind == TagKind::unescaped && !trusted_.contains(tag.name))
      return fault_at(tag, "only trusted names may stand unescaped");
    std::size_t number = tags.size();
    if (tag.kind == TagKind::variable) source += fmt::format("{{{{{}}}}}", number);
    if (tag.kind == TagKind::unescaped) source += fmt::format("{{{{{{{}}}}}}}", number);
    if (tag.kind == TagKind::section) source += fmt::format("{{{{#{}}}}}", number);
    if (tag.kind == TagKind::inverted) source += fmt::format("{{{{^{}}}}}", number);
    if (tag.kind == TagKind::section || tag.kind == TagKind::inverted) sections.push_back(number);
    tags.push_back(std::move(tag));
    return std::nullopt;
  }

  const std::map<std::string, std::string>& sources_;
  const std::set<std::string>& trusted_;
  std::vector<std::string> open_files_;
};

// Null becomes Kainjow's `invalid`, so that it can be told from false.
mustache::data to_data(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return mustache::data(mustache::data::type::invalid);
    case json::kind::bool_:
      return mustache::data(value.get_bool());
    case json::kind::int64:
      return mustache::data(std::to_string(value.get_int64()));
    case json::kind::uint64:
      return mustache::data(std::to_string(value.get_uint64()));
    case json::kind::double_:
      return mustache::data(fmt::format("{}", value.get_double()));
    case json::kind::string:
      return mustache::data(std::string(value.get_string()));
    case json::kind::array: {
      mustache::data list(mustache::data::type::list);
      for (const auto& item : value.get_array()) list.push_back(to_data(item));
      return list;
    }
    case json::kind::object: {
      mustache::data object(mustache::data::type::object);
      for (const auto& member : value.get_object())
        object[std::string(member.key())] = to_data(member.value());
      return object;
    }
  }
  return mustache::data(mustache::data::type::invalid);
}

// Thrown through Kainjow, which has no other way to stop, and caught in `render`.
struct Stopped {
  TemplateFault fault;
};

class StrictContext : public mustache::basic_context<std::string> {
 public:
  StrictContext(const std::vector<Tag>& tags, const mustache::data& root, const Texts* texts)
      : tags_(tags), texts_(texts) {
    stack_.push_back(&root);
  }

  void push(const mustache::data* data) override { stack_.push_back(data); }
  void pop() override { stack_.pop_back(); }

  const mustache::data* get(const std::string& number) const override {
    const Tag& tag = tags_.at(std::stoul(number));
    const mustache::data* value = tag.name.starts_with("t.") ? catalogue_text(tag) : find(tag.name);
    if (value == nullptr) throw Stopped{fault_at(tag, "no such value")};
    if (tag.kind == TagKind::section || tag.kind == TagKind::inverted) {
      static const mustache::data nothing(false);
      bool empty = value->is_invalid() || (value->is_string() && value->string_value().empty());
      return empty ? &nothing : value;
    }
    if (!value->is_string()) throw Stopped{fault_at(tag, "the value is no text and no number")};
    return value;
  }

  // Partials were taken in before Kainjow saw the source.
  const mustache::data* get_partial(const std::string&) const override { return nullptr; }

 private:
  // The innermost value that has the first part of the name decides, as the Mustache specification has it.
  const mustache::data* find(std::string_view name) const {
    if (name == ".") return stack_.back();
    std::size_t dot = name.find('.');
    std::string first(name.substr(0, dot));
    const mustache::data* value = nullptr;
    for (auto item = stack_.rbegin(); item != stack_.rend() && value == nullptr; ++item)
      value = (*item)->get(first);
    while (value != nullptr && dot != std::string_view::npos) {
      name.remove_prefix(dot + 1);
      dot = name.find('.');
      value = value->get(std::string(name.substr(0, dot)));
    }
    return value;
  }

  const mustache::data* catalogue_text(const Tag& tag) const {
    if (texts_ == nullptr) throw Stopped{fault_at(tag, "no catalogue of texts was handed over")};
    auto text = texts_->fill(std::string_view(tag.name).substr(2), [this](std::string_view name) {
      const mustache::data* value = find(name);
      return value != nullptr && value->is_string() ? std::optional(value->string_value()) : std::nullopt;
    });
    if (!text) throw Stopped{fault_at(tag, to_string(text.error()))};
    return &made_.emplace_back(*text);
  }

  const std::vector<Tag>& tags_;
  const Texts* texts_;
  std::vector<const mustache::data*> stack_;
  mutable std::deque<mustache::data> made_;  // must outlive the tag it answers
};

}  // namespace

std::string to_string(const TemplateFault& fault) {
  std::string place = fault.line > 0 ? fmt::format("{}:{}", fault.file, fault.line) : fault.file;
  if (fault.tag.empty()) return fmt::format("{}: {}", place, fault.problem);
  return fmt::format("{}: {{{{{}}}}}: {}", place, fault.tag, fault.problem);
}

struct Template::Compiled {
  explicit Compiled(Expansion expansion) : tags(std::move(expansion.tags)), page(expansion.source) {}
  std::vector<Tag> tags;
  // Kainjow's render is not const, but it writes only when a partial or lambda fails, and we hand it neither.
  mutable mustache::mustache page;
};

Result<std::string, TemplateFault> Template::render(const json::value& data, const Texts* texts) const {
  mustache::data root = to_data(data);
  StrictContext context(compiled_->tags, root, texts);
  try {
    return compiled_->page.render(context);
  } catch (Stopped& stopped) {
    return failure(std::move(stopped.fault));
  }
}

std::set<std::string> Template::tag_names() const {
  std::set<std::string> names;
  for (const Tag& tag : compiled_->tags) names.insert(tag.name);
  return names;
}

Result<Templates, TemplateFault> Templates::compile(const std::map<std::string, std::string>& sources,
                                                    const std::set<std::string>& trusted_html) {
  Templates templates;
  for (const auto& [name, text] : sources) {
    Expansion expansion(sources, trusted_html);
    if (auto fault = expansion.take_in(name, text)) return failure(std::move(*fault));
    auto compiled = std::make_shared<const Template::Compiled>(std::move(expansion));
    if (!compiled->page.is_valid())
      return failure(TemplateFault{name, 0, "", compiled->page.error_message()});
    templates.templates_.emplace(name, Template(std::move(compiled)));
  }
  return templates;
}

const Template* Templates::find(std::string_view name) const {
  auto found = templates_.find(name);
  return found == templates_.end() ? nullptr : &found->second;
}

Result<std::string, TemplateFault> Templates::render(std::string_view name, const json::value& data,
                                                     const Texts* texts) const {
  const Template* found = find(name);
  if (found == nullptr) return failure(TemplateFault{std::string(name), 0, "", "no such template"});
  return found->render(data, texts);
}

std::vector<std::string> Templates::names() const {
  std::vector<std::string> names;
  for (const auto& entry : templates_) names.push_back(entry.first);
  return names;
}

Result<std::map<std::string, std::string>, std::string> load_folder(const std::string& path,
                                                                    std::string_view ending) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator entries(path, error);
  if (error) return failure(fmt::format("{}: {}", path, error.message()));
  for (; entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    if (error) return failure(fmt::format("{}: {}", path, error.message()));
    std::string name = entries->path().lexically_relative(path).generic_string();
    if (!name.ends_with(ending) || !entries->is_regular_file(error)) continue;
    std::ifstream file(entries->path(), std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file) return failure(fmt::format("{}: cannot be read", name));
    if (!is_utf8(text)) return failure(fmt::format("{}: not UTF-8", name));
    files.emplace(name.substr(0, name.size() - ending.size()), std::move(text));
  }
  if (error) return failure(fmt::format("{}: {}", path, error.message()));
  return files;
}

}  // namespace moteplass::texts
