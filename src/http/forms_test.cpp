#include "http/forms.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/json.h"

namespace moteplass::http {
namespace {

TEST(Forms, ReadsNamesValuesAndRepetitions) {
  auto form = parse_form("name=Kari+Nordmann&day=&day=2&flag&%C3%A6=%F0%9F%98%80&&text=a%0D%0Ab");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->only("name"), "Kari Nordmann");
  EXPECT_EQ(form->all("day"), (std::vector<std::string_view>{"", "2"}));
  EXPECT_EQ(form->only("day"), std::nullopt) << "which of the two would be meant?";
  EXPECT_EQ(form->first("day"), "");
  EXPECT_EQ(form->only("flag"), "");
  EXPECT_EQ(form->only("æ"), "😀");
  EXPECT_EQ(form->only("text"), "a\r\nb");
  EXPECT_EQ(form->only("nothing"), std::nullopt);
  EXPECT_EQ(form->size(), 6u);
}

TEST(Forms, RefusesWhatIsNotStrictlyEncoded) {
  auto fault = [](std::string_view text, FormLimits limits = {}) { return parse_form(text, limits).error(); };
  EXPECT_EQ(fault("a=%"), FormFault::bad_escape);
  EXPECT_EQ(fault("a=%4"), FormFault::bad_escape);
  EXPECT_EQ(fault("%g1=a"), FormFault::bad_escape);
  EXPECT_EQ(fault("a=%FF"), FormFault::bad_utf8);
  EXPECT_EQ(fault("%C0%AF=a"), FormFault::bad_utf8);
  EXPECT_EQ(fault("a=%00"), FormFault::control_byte);
  EXPECT_EQ(fault("a=%1b"), FormFault::control_byte);
  EXPECT_EQ(fault("a=1&b=2&c=3", {100, 2}), FormFault::too_many_fields);
  EXPECT_EQ(fault("a=12345678", {9, 10}), FormFault::too_large);
}

TEST(Forms, BodiesMustSayWhatTheyAre) {
  Request request;
  request.body = "a=1";
  EXPECT_EQ(read_form(request).error().status, 415);
  request.headers.add("content-TYPE", "Application/X-www-form-urlencoded; charset=UTF-8");
  EXPECT_EQ(read_form(request)->only("a"), "1");
  request.body = "a=%";
  EXPECT_EQ(read_form(request).error().status, 400);
  request.body = std::string(300 * 1024, 'a');
  EXPECT_EQ(read_form(request).error().status, 413);
}

TEST(Forms, WritesQueries) {
  EXPECT_EQ(url_encode("a/b c+d&e=æ~"), "a%2Fb%20c%2Bd%26e%3D%C3%A6~");
  EXPECT_EQ(with_query("/cases", {}), "/cases");
  EXPECT_EQ(with_query("/cases", {{"q", "a&b"}, {"page", "2"}}), "/cases?q=a%26b&page=2");
}

TEST(Forms, AnyBytesSurviveEncodingAndDecoding) {
  EXPECT_TRUE(
      rc::check([](const std::string& text) { RC_ASSERT(percent_decode(url_encode(text)) == text); }));
}

TEST(Forms, AnyCleanParametersSurviveAQuery) {
  EXPECT_TRUE(rc::check([](const std::vector<std::pair<std::string, std::string>>& pairs) {
    Parameters parameters;
    for (const auto& [name, value] : pairs)
      parameters.add("n" + url_encode(name), url_encode(value) + "% æ\n");
    RC_ASSERT(parse_form(to_query(parameters)) == parameters);
  }));
}

TEST(Forms, NoBytesBreakTheReader) {
  EXPECT_TRUE(rc::check([](const std::string& text) {
    if (auto form = parse_form(text)) {
      for (const auto& [name, value] : *form) RC_ASSERT(is_utf8(name) && is_utf8(value));
    }
  }));
}

}  // namespace
}  // namespace moteplass::http
