#include "app/policy_versions.h"

#include <algorithm>

#include <fmt/format.h>

namespace moteplass::app {
namespace {

const std::string cannot_read = "the policy versions cannot be read from the database";

// Nothing for a write job that succeeded.
std::optional<StoreFault> take_up(Store& store, const PolicyVersion& version) {
  std::optional<StoreFault> fault;
  auto written = store.write([&](Transaction& transaction) {
    auto added = transaction.add_policy_version(version);
    if (!added) fault = added.error();
    return added ? Verdict::keep : Verdict::undo;
  });
  if (!fault && !written) fault = written.error();
  return fault;
}

policy::PolicyText text_of(const PolicyVersion& version) {
  policy::PolicyText text{version.text, {}};
  for (const auto& file : version.imports) text.imports.push_back({file.name, file.text});
  return text;
}

bool is_over(const PolicyVersion& version, const std::vector<PolicyVersion>& all, Date today) {
  return std::any_of(all.begin(), all.end(), [&](const PolicyVersion& other) {
    return other.policy == version.policy && other.number != version.number && other.valid_from <= today &&
           std::tie(other.valid_from, other.number) > std::tie(version.valid_from, version.number);
  });
}

}  // namespace

Result<PolicyShelf::Version, std::string> model_of(const PolicyVersion& version) {
  auto what = fmt::format("version {} of policy {}", version.number, version.policy);
  if (!is_as_approved(version)) return failure(what + " is not what was approved");
  auto text = text_of(version);
  std::string lines;
  auto add = [&](const std::vector<policy::PolicyFault>& faults) {
    for (const auto& fault : faults) lines += fmt::format("\n{}: {}", what, to_string(fault));
  };
  auto shared = policy::SharedModels::read(text.imports);
  if (!shared) add(shared.error());
  auto model =
      policy::PolicyModel::read(version.policy, version.text, shared ? *shared : policy::SharedModels());
  if (!model) add(model.error());
  if (!lines.empty()) return failure(lines.substr(1));
  return PolicyShelf::Version{version.number, version.valid_from,
                              std::make_shared<const policy::PolicyModel>(std::move(*model))};
}

bool is_as_approved(const PolicyVersion& version) {
  return hash_of(text_of(version)) == version.hash;
}

PolicyVersion version_of(const policy::PolicyModel& model) {
  PolicyVersion version{};
  const auto& ref = model.summary().ref;
  version.policy = ref.name;
  version.version = ref.version;
  version.hash = ref.hash;
  version.text = model.text().dmn;
  for (const auto& imported : model.text().imports) version.imports.push_back({imported.file, imported.dmn});
  return version;
}

Result<void, std::string> open_versions(Store& store, PolicyShelf& shelf, const UnitSettings& unit,
                                        Instant now, std::vector<std::string>& left_out) {
  auto versions = store.policy_versions();
  if (!versions) return failure(cannot_read);
  auto today = local_date(now);
  auto names = unit.accepted_policies;
  names.push_back(unit.live_policy);
  for (const auto& name : names) {
    bool known = std::any_of(versions->begin(), versions->end(),
                             [&](const PolicyVersion& version) { return version.policy == name; });
    auto model = shelf.in_force(name, today);
    if (known || model == nullptr) continue;
    auto version = version_of(*model);
    version.number = 1;
    version.valid_from = today;
    version.approved_at = now;
    if (take_up(store, version))
      return failure(std::string("the policies cannot be written to the database"));
    versions->push_back(std::move(version));
  }
  for (const auto& version : *versions) {
    auto model = model_of(version);
    if (model) {
      shelf.add(std::move(*model));
    } else if (is_over(version, *versions, today)) {
      left_out.push_back(model.error());
    } else {
      return failure(model.error());
    }
  }
  return {};
}

}  // namespace moteplass::app
