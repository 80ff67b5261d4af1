#include "policy/review.h"

#include <algorithm>
#include <tuple>

#include "dmn/check/check.h"

namespace moteplass::policy {
namespace {

// The line on which the element of that name begins; 0 where there is none.
int line_of_element(std::string_view xml, const std::string& name) {
  auto attribute = "name=\"" + name + "\"";
  for (auto at = xml.find(attribute); at != std::string_view::npos; at = xml.find(attribute, at + 1)) {
    auto tag = xml.rfind('<', at);
    if (tag == std::string_view::npos) continue;
    auto kind = xml.substr(tag + 1, xml.find_first_of(" \t\r\n", tag) - tag - 1);
    if (!kind.ends_with("decision") && !kind.ends_with("businessKnowledgeModel")) continue;
    auto before = xml.substr(0, tag);
    return static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  }
  return 0;
}

Remark remark_of(const PolicyFault& fault, const std::string& file, std::string_view dmn) {
  Remark remark;
  remark.kind = "fault";
  remark.decision = fault.decision;
  // A fault of something imported has its place in that file, not here.
  bool elsewhere = fault.file != file;
  remark.line = elsewhere ? 0 : fault.line;
  remark.column = elsewhere ? 0 : fault.column;
  if (remark.line == 0 && !fault.decision.empty()) remark.line = line_of_element(dmn, fault.decision);
  remark.message = elsewhere ? to_string(fault) : fault.message;
  // The place says it already.
  auto said = "decision " + fault.decision + ": ";
  if (!fault.decision.empty() && remark.message.starts_with(said)) remark.message.erase(0, said.size());
  return remark;
}

Remark::Severity severity_of(const dmn::Finding& finding) {
  switch (finding.severity) {
    case dmn::Finding::Severity::error:
      return Remark::Severity::error;
    case dmn::Finding::Severity::warning:
      return Remark::Severity::warning;
    case dmn::Finding::Severity::information:
      return Remark::Severity::information;
  }
  return Remark::Severity::error;
}

Remark remark_of(const dmn::Finding& finding) {
  return {severity_of(finding),
          std::string(name_of(finding.kind)),
          finding.decision,
          static_cast<int>(finding.position.line),
          static_cast<int>(finding.position.column),
          finding.rules,
          finding.message,
          dmn::to_string(finding.region),
          dmn::example_text(finding.example)};
}

// A table that was too large to be looked through may have gaps.
bool stands_in_the_way(const dmn::Finding& finding) {
  return finding.severity == dmn::Finding::Severity::error || finding.kind == dmn::Finding::Kind::limit;
}

}  // namespace

std::string_view word(Remark::Severity severity) {
  switch (severity) {
    case Remark::Severity::error:
      return "error";
    case Remark::Severity::warning:
      return "warning";
    case Remark::Severity::information:
      return "information";
  }
  return "";
}

Review review(const std::string& name, std::string_view dmn, const SharedModels& shared) {
  Review review;
  auto file = name + "/policy.dmn";
  auto model = PolicyModel::read(name, dmn, shared);
  if (!model) {
    for (const auto& fault : model.error()) review.remarks.push_back(remark_of(fault, file, dmn));
  } else {
    auto analysis = dmn::check(model->model());
    review.is_whole = std::none_of(analysis.findings.begin(), analysis.findings.end(), stands_in_the_way);
    for (const auto& finding : analysis.findings) review.remarks.push_back(remark_of(finding));
    review.model = std::make_shared<const PolicyModel>(std::move(*model));
  }
  std::stable_sort(review.remarks.begin(), review.remarks.end(), [](const Remark& a, const Remark& b) {
    return std::tie(a.severity, a.line, a.column) < std::tie(b.severity, b.line, b.column);
  });
  return review;
}

}  // namespace moteplass::policy
