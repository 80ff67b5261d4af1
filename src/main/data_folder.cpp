#include "main/data_folder.h"

#include <fstream>

#include <fmt/format.h>

#include "main/demo.h"
#include "main/share.h"
#include "store/sqlite_store.h"

namespace moteplass {

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
    std::ofstream file(path);
    file << demo_unit_file();
    if (!file.flush()) return failure(fmt::format("{}: cannot be written", path.string()));
  }
  auto text = read_file(path);
  if (!text) return failure(text.error());
  return read_unit_file(*text, path.string());
}

Result<std::unique_ptr<app::Store>, std::string> open_store(const std::filesystem::path& folder,
                                                            app::Entropy& entropy) {
  return store::open_sqlite_store((folder / "moteplass.db").string(), {}, entropy);
}

}  // namespace moteplass
