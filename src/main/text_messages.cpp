#include "main/text_messages.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "base/json.h"
#include "letters/text_message.h"

namespace moteplass {
namespace {

class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags) : file_(::open(path.c_str(), flags, 0600)) {}
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool write(std::string_view text) const {
    while (file_ >= 0 && !text.empty()) {
      auto written = ::write(file_, text.data(), text.size());
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return file_ >= 0;
  }
  bool sync() const { return file_ >= 0 && ::fsync(file_) == 0; }

 private:
  int file_;
};

}  // namespace

Result<void, app::NotifierFault> TextMessageFolder::remind(const app::Reminder& reminder) const {
  std::error_code error;
  if (std::filesystem::create_directories(folder_, error)) ::chmod(folder_.c_str(), 0700);
  if (error) return failure(app::NotifierFault{"the folder for text messages cannot be made"});
  auto text = to_text(json::object{{"id", reminder.id},
                                   {"to", reminder.phone},
                                   {"text", letters::text_of(reminder)},
                                   {"send_before", to_string(reminder.meeting)}});
  auto whole = folder_ / (reminder.id + ".json");
  auto part = folder_ / ("." + reminder.id + ".part");
  bool stored = false;
  {
    OpenFile file(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
    stored = file.write(text) && file.sync();
  }
  stored = stored && std::rename(part.c_str(), whole.c_str()) == 0;
  stored = stored && OpenFile(folder_, O_RDONLY | O_DIRECTORY | O_CLOEXEC).sync();
  if (!stored) return failure(app::NotifierFault{"a text message cannot be written"});
  return {};
}

}  // namespace moteplass
