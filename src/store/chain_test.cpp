#include "store/chain.h"

#include <gtest/gtest.h>

namespace moteplass::store {
namespace {

Link first_link() {
  return {1,
          "c1",
          1,
          "opened",
          Instant(std::chrono::milliseconds(-1)),
          "u1",
          "Åse",
          commitment_of("0123456789abcdef", R"({"a":1})")};
}

// Written out by hand from the description in chain.h and hashed with another program: whoever changes the
// encoding breaks every chain there is.
TEST(Chain, is_the_one_described) {
  EXPECT_EQ(to_hex(encoding_of(first_link())),
            "0000000000000011"
            "6d6f7465706c6173732d6576656e742d31"
            "0000000000000001"
            "0000000000000002"
            "6331"
            "0000000000000001"
            "0000000000000006"
            "6f70656e6564"
            "ffffffffffffffff"
            "0000000000000002"
            "7531"
            "0000000000000004"
            "c3857365"
            "565a924995d14ab0c6c7b06a42fee6e994ddd8c9b3f638165febfe709c085cd5");
  EXPECT_EQ(to_hex(hash_of(Digest{}, first_link())),
            "f3387c911b0ea2e4fb014b787e63cd801227fe99f0190429cbef9d28177b116f");
}

TEST(Chain, follows_what_fits_and_stops_where_it_does_not) {
  Link link = first_link();
  Digest hash = hash_of(Digest{}, link);
  ChainCheck check;
  EXPECT_TRUE(check.follow(link, R"({"a":1})", "0123456789abcdef", hash));
  EXPECT_EQ(check.first_broken(), std::nullopt);
  link.position = 3;
  EXPECT_FALSE(check.follow(link, R"({"a":1})", "0123456789abcdef", hash_of(hash, link)));
  EXPECT_EQ(check.first_broken(), 2U);
}

TEST(Chain, half_an_erasure_is_none) {
  Link link = first_link();
  ChainCheck check;
  EXPECT_FALSE(check.follow(link, std::nullopt, "0123456789abcdef", hash_of(Digest{}, link)));
  EXPECT_EQ(check.first_broken(), 1U);
}

TEST(Chain, a_digest_has_32_bytes) {
  EXPECT_FALSE(to_digest(""));
  EXPECT_FALSE(to_digest(std::string(31, 'x')));
  EXPECT_EQ(to_digest(bytes_of(sha256("x"))), sha256("x"));
}

}  // namespace
}  // namespace moteplass::store
