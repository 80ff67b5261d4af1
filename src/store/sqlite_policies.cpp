#include "store/sqlite_policies.h"

#include "base/json.h"
#include "store/sqlite_rows.h"

namespace moteplass::store {

using app::PolicyDraft;
using app::PolicyVersion;
using app::StoreFault;

namespace {

// Lists of small records as JSON, each record a list of texts; nothing where it is something else.
using Texts = std::vector<std::vector<std::string>>;

std::string to_column(const Texts& list) {
  json::array whole;
  for (const auto& record : list) whole.emplace_back(json::value_from(record));
  return to_text(whole);
}

std::optional<Texts> from_column(const std::string& column, std::size_t width) {
  auto whole = parse_json(column);
  if (!whole || !whole->is_array()) return std::nullopt;
  Texts list;
  for (const auto& record : whole->get_array()) {
    if (!record.is_array() || record.get_array().size() != width) return std::nullopt;
    auto& texts = list.emplace_back();
    for (const auto& text : record.get_array()) {
      if (!text.is_string()) return std::nullopt;
      texts.emplace_back(text.get_string());
    }
  }
  return list;
}

constexpr std::string_view draft_columns =
    "id, policy, title, based_on_version, based_on_hash, owner, owner_name, authors, changed_at, revision";

Read<PolicyDraft> draft_in(const SqliteQuery& row) {
  auto authors = from_column(row.bytes(7), 2);
  if (!authors) return failure(StoreFault::corrupt);
  PolicyDraft draft;
  draft.id = row.bytes(0);
  draft.policy = row.bytes(1);
  draft.title = row.bytes(2);
  draft.based_on_version = row.bytes(3);
  draft.based_on_hash = row.bytes(4);
  draft.owner = {row.bytes(5), row.bytes(6)};
  for (auto& author : *authors) draft.authors.push_back({std::move(author[0]), std::move(author[1])});
  draft.changed_at = row.instant(8);
  draft.revision = row.integer(9);
  return draft;
}

Read<PolicyVersion> version_in(const SqliteQuery& row) {
  auto imports = from_column(row.bytes(5), 2);
  auto valid_from = parse_date(row.bytes(6));
  auto cases = from_column(row.bytes(10), 1);
  if (!imports || !valid_from || !cases) return failure(StoreFault::corrupt);
  PolicyVersion version;
  version.policy = row.bytes(0);
  version.number = row.integer(1);
  version.version = row.bytes(2);
  version.hash = row.bytes(3);
  version.text = row.bytes(4);
  for (auto& file : *imports) version.imports.push_back({std::move(file[0]), std::move(file[1])});
  version.valid_from = *valid_from;
  version.approved_by = row.bytes(7);
  version.approver_name = row.bytes(8);
  version.approved_at = row.instant(9);
  for (auto& worked : *cases) version.changed_cases.push_back(std::move(worked[0]));
  return version;
}

}  // namespace

Read<std::vector<PolicyDraft>> read_drafts(SqliteConnection& connection) {
  static const std::string sql =
      "SELECT " + std::string(draft_columns) + " FROM policy_drafts ORDER BY changed_at DESC, id";
  return rows_of<PolicyDraft>(connection.query(sql), draft_in);
}

Read<std::optional<PolicyDraft>> read_draft(SqliteConnection& connection, const std::string& id) {
  static const std::string sql =
      "SELECT " + std::string(draft_columns) + ", text FROM policy_drafts WHERE id = ?";
  return at_most_one(
      rows_of<PolicyDraft>(connection.query(sql, {id}), [](const SqliteQuery& row) -> Read<PolicyDraft> {
        auto draft = draft_in(row);
        if (draft) draft->text = row.bytes(10);
        return draft;
      }));
}

Read<std::vector<PolicyVersion>> read_policy_versions(SqliteConnection& connection) {
  return rows_of<PolicyVersion>(
      connection.query(
          "SELECT policy, number, version, hash, text, imports, valid_from, approved_by, "
          "approver_name, approved_at, changed_cases FROM policy_versions ORDER BY policy, number"),
      version_in);
}

Result<void, SqlFault> write_draft(SqliteConnection& connection, const PolicyDraft& draft) {
  Texts authors;
  for (const auto& author : draft.authors) authors.push_back({author.id, author.name});
  auto column = to_column(authors);
  return connection.run(
      "INSERT INTO policy_drafts (id, policy, title, text, based_on_version, based_on_hash, owner, "
      "owner_name, "
      "authors, changed_at, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (id) DO UPDATE SET policy = excluded.policy, title = excluded.title, text = "
      "excluded.text, "
      "based_on_version = excluded.based_on_version, based_on_hash = excluded.based_on_hash, "
      "owner = excluded.owner, owner_name = excluded.owner_name, authors = excluded.authors, "
      "changed_at = excluded.changed_at, revision = excluded.revision",
      {draft.id, draft.policy, draft.title, draft.text, draft.based_on_version, draft.based_on_hash,
       draft.owner.id, draft.owner.name, column, draft.changed_at, draft.revision});
}

Result<void, SqlFault> write_policy_version(SqliteConnection& connection, const PolicyVersion& version) {
  Texts imports, cases;
  for (const auto& file : version.imports) imports.push_back({file.name, file.text});
  for (const auto& worked : version.changed_cases) cases.push_back({worked});
  auto imports_column = to_column(imports);
  auto cases_column = to_column(cases);
  auto valid_from = to_string(version.valid_from);
  return connection.run(
      "INSERT INTO policy_versions (policy, number, version, hash, text, imports, valid_from, approved_by, "
      "approver_name, approved_at, changed_cases) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {version.policy, version.number, version.version, version.hash, version.text, imports_column,
       valid_from, version.approved_by, version.approver_name, version.approved_at, cases_column});
}

}  // namespace moteplass::store
