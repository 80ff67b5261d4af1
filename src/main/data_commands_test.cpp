// The commands on a data folder.
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "app/help_recording.h"
#include "main/commands.h"
#include "main/data_folder.h"
#include "main/help_file.h"
#include "main/world.h"

namespace moteplass {
namespace {

class DataFolder : public testing::Test {
 protected:
  DataFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "moteplass-data-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~DataFolder() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  SystemEntropy entropy_;
};

TEST_F(DataFolder, RebuildWorksOutTheFollowUpsOfHelpAgain) {
  ASSERT_TRUE(open_unit(folder_, true));
  auto now = SystemClock().now();
  auto today = local_date(now);
  std::vector<app::HelpFollowUp> before;
  {
    auto store = open_help_store(folder_, entropy_).value();
    casework::Consent consent;
    consent.id = "c1";
    consent.receiver = casework::unit_receiver;
    consent.given_on = today;
    consent.expires_on = add_days(today, 5);
    ASSERT_TRUE(store->write([&](app::HelpTransaction& transaction) {
      EXPECT_TRUE(app::record_help(
          transaction, "case-1", std::nullopt,
          {casework::ConsentGiven{consent, {}}, casework::NeedChosen{"n1", casework::NeedArea::work, ""},
           casework::ReferralMade{"r1", "nav", "NAV", casework::ServiceKind::nav, {"n1"}}},
          now, {"hilde", "Hilde"}, {}));
      return app::Verdict::keep;
    }));
    before = store->follow_ups(add_days(today, 365), 100).value();
    ASSERT_FALSE(before.empty());
    ASSERT_TRUE(store->write([&](app::HelpTransaction& transaction) {
      (void)transaction.put_follow_ups("case-1", {});
      return app::Verdict::keep;
    }));
  }
  ASSERT_EQ(rebuild(folder_.string()), 0);
  auto store = open_help_store(folder_, entropy_).value();
  EXPECT_EQ(store->follow_ups(add_days(today, 365), 100).value(), before);
}

}  // namespace
}  // namespace moteplass
