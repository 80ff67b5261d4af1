#include "main/data_folder.h"

#include <fstream>

#include <fmt/format.h>

#include "app/referral_figures.h"
#include "main/demo.h"
#include "main/demo_schedule.h"
#include "main/share.h"
#include "store/sqlite_help_store.h"
#include "store/sqlite_store.h"

namespace moteplass {
namespace {

Result<void, std::string> write(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path);
  file << text;
  if (!file.flush()) return failure(fmt::format("{}: cannot be written", path.string()));
  return {};
}

}  // namespace

Result<UnitFile, std::string> open_unit(const std::filesystem::path& folder, bool demo) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failure(fmt::format("{}: {}", folder.string(), error.message()));
  auto path = folder / "unit.toml";
  if (!std::filesystem::exists(path)) {
    if (!demo) {
      return failure(fmt::format("{}: missing; describe the unit there (docs/operations.md), or try --demo",
                                 path.string()));
    }
    if (auto written = write(path, demo_unit_file()); !written) return failure(written.error());
  }
  auto text = read_file(path);
  if (!text) return failure(text.error());
  return read_unit_file(*text, path.string());
}

Result<std::unique_ptr<ScheduleFile>, std::string> open_schedule(const std::filesystem::path& folder,
                                                                 bool demo) {
  auto path = folder / "schedule.toml";
  if (!std::filesystem::exists(path)) {
    if (!demo) return nullptr;
    if (auto written = write(path, demo_schedule_file()); !written) return failure(written.error());
  }
  auto text = read_file(path);
  if (!text) return failure(text.error());
  auto file = read_schedule_file(*text, path.string());
  if (!file) return failure(file.error());
  return std::make_unique<ScheduleFile>(std::move(*file));
}

Result<std::unique_ptr<app::Store>, std::string> open_store(const std::filesystem::path& folder,
                                                            app::Entropy& entropy) {
  return store::open_sqlite_store((folder / "moteplass.db").string(), {}, entropy);
}

Result<std::unique_ptr<app::HelpStore>, std::string> open_help_store(const std::filesystem::path& folder,
                                                                     app::Entropy& entropy) {
  auto file = folder / "help.sqlite";
  // A key is made for a new file only: another key would leave what stands in an old one unreadable.
  std::error_code error;
  bool is_new = !std::filesystem::exists(file, error);
  auto key = store::SealKey::from_file(folder / "help.key", is_new, entropy);
  if (!key) return failure(key.error());
  auto store = store::open_sqlite_help_store(file.string(), std::move(*key), entropy);
  if (store && !app::count_uncounted(**store)) {
    return failure(fmt::format("{}: the help records cannot be counted", file.string()));
  }
  return store;
}

}  // namespace moteplass
