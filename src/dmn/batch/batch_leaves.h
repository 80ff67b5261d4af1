// BatchLeaves: what an expression takes from around it. Rewrites a tree so that each of its facts and
// decisions is a name "@0", "@1", ... of a column of codes, and each function a name "@f0", "@f1", ...; what
// it makes names for itself stays. For one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmn/batch/batch_lower.h"

namespace moteplass::dmn {

class BatchLeaves {
 public:
  enum class Wanted { rewritten, domain };
  BatchLeaves(BatchLowering& lowering, const BatchScope& scope, Wanted wanted)
      : lowering_(lowering), scope_(scope), wanted_(wanted) {}

  // Nothing if something is taken that has no codes.
  std::optional<feel::Tree> rewrite(const feel::Tree& tree);

  const std::vector<ColumnId>& columns() const { return columns_; }
  const std::vector<const Element*>& functions() const { return functions_; }
  static std::string function_name(std::size_t place) { return "@f" + std::to_string(place); }
  // The innermost domain that anything taken stands in; nothing if there is no such.
  std::optional<DomainId> domain() const { return domain_; }

 private:
  struct Forms;
  std::optional<feel::Tree> leaf(const feel::Tree& tree);
  std::optional<feel::Tree> taken(const BatchShape& shape, const feel::Tree& tree);
  bool is_bound(const std::string& name) const;
  std::optional<std::vector<feel::Tree>> all(const std::vector<feel::Tree>& trees);
  std::optional<std::vector<feel::Iterator>> bind_iterators(const std::vector<feel::Iterator>& iterators);

  BatchLowering& lowering_;
  const BatchScope& scope_;
  Wanted wanted_;
  std::vector<ColumnId> columns_;
  std::vector<const Element*> functions_;
  std::optional<DomainId> domain_ = case_domain;
  std::vector<std::string> bound_;
};

}  // namespace moteplass::dmn
