#include "store/seal.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace moteplass::store {
namespace {

namespace fs = std::filesystem;

class CountingEntropy final : public app::Entropy {
 public:
  std::string bytes(std::size_t count) override { return std::string(count, static_cast<char>(++calls_)); }

 private:
  int calls_ = 0;
};

class Sealing : public testing::Test {
 protected:
  Sealing() {
    std::string pattern = (fs::temp_directory_path() / "seal_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    path_ = folder_ / "help.key";
  }
  ~Sealing() override { fs::remove_all(folder_); }

  CountingEntropy entropy_;
  fs::path folder_, path_;
};

TEST_F(Sealing, OpensWhatItSealedAndNothingElse) {
  auto key = SealKey::of(std::string(32, 'k'));
  auto other = SealKey::of(std::string(32, 'o'));
  ASSERT_TRUE(key && other);
  auto sealed = key->seal("egen hybel", entropy_);
  EXPECT_EQ(sealed.find("hybel"), std::string::npos);
  EXPECT_EQ(key->open(sealed), "egen hybel");
  EXPECT_NE(key->seal("egen hybel", entropy_), sealed);  // a nonce of its own
  EXPECT_EQ(other->open(sealed), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(key->open(changed), std::nullopt) << i;
    EXPECT_EQ(key->open(sealed.substr(0, i)), std::nullopt) << i;
  }
  EXPECT_EQ(key->open(key->seal("", entropy_)), "");
  EXPECT_FALSE(SealKey::of("short"));
}

TEST_F(Sealing, AKeyFileIsMadeOnceAndForTheServerAlone) {
  EXPECT_FALSE(SealKey::from_file(path_, false, entropy_));
  EXPECT_FALSE(fs::exists(path_));
  auto made = SealKey::from_file(path_, true, entropy_);
  ASSERT_TRUE(made) << made.error();
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  auto again = SealKey::from_file(path_, true, entropy_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->open(made->seal("x", entropy_)), "x");
}

TEST_F(Sealing, AKeyFileThatOthersMayReadOrThatHoldsNoKeyIsRefused) {
  ASSERT_TRUE(SealKey::from_file(path_, true, entropy_));
  fs::permissions(path_, fs::perms::group_read, fs::perm_options::add);
  auto open_to_others = SealKey::from_file(path_, false, entropy_);
  ASSERT_FALSE(open_to_others);
  EXPECT_NE(open_to_others.error().find("chmod 600"), std::string::npos);
  for (const char* text : {"", "not hex", "abcd\n"}) {
    std::ofstream(path_) << text;
    fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_FALSE(SealKey::from_file(path_, false, entropy_)) << text;
  }
}

}  // namespace
}  // namespace moteplass::store
