// Messages to people's phones, handed to the municipality's own gateway: one JSON file for each in a folder.
// A file is there whole or not at all, so the gateway may take any file whose name ends in ".json" and remove
// it once it is sent (docs/operations.md).
#pragma once

#include <filesystem>

#include "app/ports.h"

namespace moteplass {

class TextMessageFolder : public app::Notifier {
 public:
  explicit TextMessageFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Makes the folder where it is not there. A message that is handed over twice has the same name both times.
  Result<void, app::NotifierFault> remind(const app::Reminder& reminder) const override;

 private:
  std::filesystem::path folder_;
};

}  // namespace moteplass
