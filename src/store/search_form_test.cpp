#include "store/search_form.h"

#include <gtest/gtest.h>

namespace moteplass::store {
namespace {

TEST(SearchForm, takes_the_case_off_every_letter) {
  EXPECT_EQ(search_form("KARI NORDMANN 2026/12"), "kari nordmann 2026/12");
  EXPECT_EQ(search_form("ÆØÅ ÄÖÜ ÉÈ ÞÐ"), "æøå äöü éè þð");
  EXPECT_EQ(search_form("ČĐŊŠŦŽ ÁÏ ǤǦǨƷǮ"), "čđŋšŧž áï ǥǧǩʒǯ");
  EXPECT_EQ(search_form("ŁÓDŹ ŽIŻEK ĞİŸ"), "łódź žiżek ğiÿ");
  EXPECT_EQ(search_form("ΑΩ ЁЖЯ NGUYỄN"), "αω ёжя nguyễn");
}

TEST(SearchForm, leaves_the_rest_as_it_is) {
  for (const char* text : {"", "æøå", "×÷ß", "%_'\"\\", "😀", "a\xff\xc3", "\xe2\x82", "\xc0\x80", "ı", "ŉ"})
    EXPECT_EQ(search_form(text), text);
  EXPECT_EQ(search_form(std::string("A\0B", 3)), std::string("a\0b", 3));
}

TEST(SearchForm, of_a_search_form_is_itself) {
  std::string every;
  for (int c = 0x80; c < 0x800; ++c) {
    every += static_cast<char>(0xc0 | (c >> 6));
    every += static_cast<char>(0x80 | (c & 0x3f));
  }
  EXPECT_EQ(search_form(search_form(every)), search_form(every));
}

}  // namespace
}  // namespace moteplass::store
