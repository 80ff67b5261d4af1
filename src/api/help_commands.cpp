#include "api/help_commands.h"

#include <limits>

namespace moteplass::api {
namespace {

using namespace casework;

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_words = 500;
constexpr std::size_t most_entries = 20;

template <HelpChoice Choice>
std::vector<std::string_view> words_of() {
  auto words = help_words<Choice>();
  return {words.begin(), words.end()};
}

// One action's members, read one by one. A member at fault leaves a value that is never used.
class Members {
 public:
  Members(ObjectReader& reader, const app::HelpSettings& settings, std::vector<FieldFault>& faults)
      : reader_(reader), settings_(settings), faults_(faults) {}

  template <HelpChoice Choice>
  std::optional<Choice> maybe(std::string_view name, Presence presence = Presence::optional) {
    auto text = reader_.text(name, presence, 60);
    if (!text) return std::nullopt;
    auto found = help_choice<Choice>(*text);
    if (!found) reader_.fault(name, FaultKind::not_allowed, expected<Choice>());
    return found;
  }
  template <HelpChoice Choice>
  Choice choice(std::string_view name) {
    return maybe<Choice>(name, Presence::required).value_or(Choice{});
  }
  template <HelpChoice Choice>
  std::vector<Choice> choices(std::string_view name) {
    std::vector<Choice> list;
    for (const auto& text : texts(name, 60)) {
      auto found = help_choice<Choice>(text);
      if (!found) reader_.fault(name, FaultKind::not_allowed, "each " + expected<Choice>());
      if (found) list.push_back(*found);
    }
    return list;
  }
  std::vector<std::string> texts(std::string_view name, std::size_t longest) {
    std::vector<std::string> list;
    const auto* array = reader_.array(name, Presence::required, most_entries);
    if (array == nullptr) return list;
    for (const auto& entry : *array) {
      bool good = entry.is_string() && !entry.get_string().empty() &&
                  code_points(std::string_view(entry.get_string())) <= longest;
      if (!good)
        reader_.fault(name, FaultKind::wrong_type, fmt::format("texts of 1 to {} characters", longest));
      if (good) list.emplace_back(entry.get_string());
    }
    return list;
  }
  std::string text(std::string_view name, Presence presence, std::size_t longest = longest_name) {
    return reader_.text(name, presence, longest).value_or("");
  }
  std::optional<Date> maybe_date(std::string_view name, Presence presence = Presence::optional) {
    auto text = reader_.text(name, presence, 20);
    if (!text) return std::nullopt;
    auto found = parse_date(*text);
    if (!found) reader_.fault(name, FaultKind::bad_format, "a date such as 2026-03-14");
    return found;
  }
  Date date(std::string_view name) { return maybe_date(name, Presence::required).value_or(Date{}); }
  const app::HelpService* service(std::string_view name, Presence presence) {
    auto id = reader_.text(name, presence, 100);
    const auto* found = id ? settings_.service(*id) : nullptr;
    if (id && found == nullptr) reader_.fault(name, FaultKind::not_allowed, "the id of a service");
    return found;
  }
  AssistForm assist(std::string_view name) {
    const auto* form = reader_.object(name, Presence::required);
    return form == nullptr ? AssistForm{} : assist_form_from_json(*form, reader_.path_of(name), faults_);
  }

 private:
  template <HelpChoice Choice>
  static std::string expected() {
    return fmt::format("one of: {}", fmt::join(words_of<Choice>(), ", "));
  }
  ObjectReader& reader_;
  const app::HelpSettings& settings_;
  std::vector<FieldFault>& faults_;
};

template <HelpChoice Choice>
schema::Schema word_of() {
  return schema::one_of(words_of<Choice>());
}

using schema::Member;
using std::string_view;

// Each action: how it is read, and beside it what the document says of it.
struct Kind {
  string_view word;
  HelpCommand (*read)(Members&);
  std::vector<Member> (*members)();
  string_view description;
};

HelpCommand give_consent(Members& of) {
  GiveConsent command{};
  command.purpose = of.choice<ConsentPurpose>("purpose");
  const auto* service = of.service(
      "receiver", command.purpose == ConsentPurpose::referral ? Presence::required : Presence::optional);
  command.receiver = service == nullptr ? std::string(unit_receiver) : service->id;
  if (service != nullptr) command.receiver_name = service->name;
  command.data = of.choices<SharedData>("data");
  command.giver = of.choice<ConsentGiver>("giver");
  command.guardian_name = of.text(
      "guardian_name", command.giver == ConsentGiver::guardian ? Presence::required : Presence::optional);
  command.expires_on = of.date("expires_on");
  return command;
}

HelpCommand make_referral(Members& of) {
  MakeReferral command{};
  if (const auto* service = of.service("service", Presence::required)) {
    command.service = service->id;
    command.service_name = service->name;
    command.kind = service->kind;
  }
  command.needs = of.texts("needs", 100);
  return command;
}

HelpCommand answer_referral(Members& of) {
  AnswerReferral command{};
  command.referral = of.text("referral", Presence::required);
  command.answer = of.choice<ReferralAnswer>("answer");
  command.on = of.date("on");
  bool declined = command.answer == ReferralAnswer::declined;
  command.reason = of.maybe<DeclineReason>("reason", declined ? Presence::required : Presence::optional);
  command.told = of.choice<Told>("told");
  command.name = of.text("name", Presence::optional);
  return command;
}

schema::Schema id_of(string_view what) {
  return schema::described(schema::line(100), what);
}

std::vector<Member> consent_members() {
  using namespace schema;
  return {{"purpose", word_of<ConsentPurpose>()},
          optional("receiver",
                   described(line(100), "A service's id; absent: the unit. With `referral`, required.")),
          {"data", described(list(word_of<SharedData>(), most_entries), "What the receiver may be told.")},
          {"giver", described(word_of<ConsentGiver>(), "Who may is the policy's to say: see `givers`.")},
          optional("guardian_name", described(line(), "Exactly where the guardian gave it.")),
          {"expires_on", described(date(), "The last day it holds.")}};
}

std::vector<Member> answer_members() {
  using namespace schema;
  return {{"answer", word_of<ReferralAnswer>()},
          {"on", described(date(), "The day it is about: the day help started, say.")},
          optional("reason", described(word_of<DeclineReason>(), "Exactly with `declined`.")),
          optional("name", described(line(), "Who answers for the service."))};
}

const Kind kinds[] = {
    {"give_consent", give_consent, consent_members,
     "A consent to one purpose and one receiver, with an end. Consent to help opens the record."},
    {"withdraw_consent",
     [](Members& of) -> HelpCommand {
       return WithdrawConsent{of.text("consent", Presence::required), of.choice<ConsentGiver>("by")};
     },
     [] {
       return std::vector<Member>{{"consent", id_of("Its id.")}, {"by", word_of<ConsentGiver>()}};
     },
     "Stops what has not left; what has is listed in the consent's `effect`."},
    {"record_mapping", [](Members& of) -> HelpCommand { return RecordMapping{of.assist("assist")}; },
     [] {
       return std::vector<Member>{{"assist", schema::reference("AssistForm")}};
     },
     "The answers to WHO ASSIST v3.1; the scores follow from them."},
    {"choose_need",
     [](Members& of) -> HelpCommand {
       auto area = of.choice<NeedArea>("area");
       return ChooseNeed{area, of.text("words", Presence::optional, longest_words)};
     },
     [] {
       return std::vector<Member>{
           {"area", word_of<NeedArea>()},
           schema::optional("words", schema::described(schema::text(longest_words), "The person's own."))};
     },
     "A need that the person wants help with."},
    {"close_need",
     [](Members& of) -> HelpCommand {
       return CloseNeed{of.text("need", Presence::required), of.choice<NeedOutcome>("outcome")};
     },
     [] {
       return std::vector<Member>{{"need", id_of("Its id.")}, {"outcome", word_of<NeedOutcome>()}};
     },
     "The need is met, or no longer wanted."},
    {"make_referral", make_referral,
     [] {
       return std::vector<Member>{{"service", id_of("A service's id.")},
                                  {"needs", schema::list(schema::line(100), most_entries)}};
     },
     "Prepared; nothing leaves."},
    {"send_referral",
     [](Members& of) -> HelpCommand {
       SendReferral command{};
       command.referral = of.text("referral", Presence::required);
       command.channel = of.choice<ReferralChannel>("channel");
       command.data = of.choices<SharedData>("data");
       return command;
     },
     [] {
       return std::vector<Member>{{"referral", id_of("Its id.")},
                                  {"channel", word_of<ReferralChannel>()},
                                  {"data", schema::list(word_of<SharedData>(), most_entries)}};
     },
     "It has left. Needs a consent to this receiver that covers the data."},
    {"answer_referral", answer_referral,
     [] {
       auto members = answer_members();
       members.insert(members.begin(), {"referral", id_of("Its id.")});
       members.push_back({"told", word_of<Told>()});
       return members;
     },
     "What the receiver, or the person, tells of the referral."},
    {"make_follow_up",
     [](Members& of) -> HelpCommand {
       MakeFollowUp command{};
       command.referral = of.text("referral", Presence::required);
       command.asked = of.choice<Asked>("asked");
       command.heard = of.choice<Heard>("heard");
       command.next_on = of.maybe_date("next_on");
       return command;
     },
     [] {
       return std::vector<Member>{
           {"referral", id_of("Its id.")},
           {"asked", word_of<Asked>()},
           {"heard", word_of<Heard>()},
           schema::optional("next_on", schema::described(schema::date(), "When to ask again."))};
     },
     "Somebody has been asked whether help began, or still runs."},
    {"take_plan_step",
     [](Members& of) -> HelpCommand {
       TakePlanStep command{};
       command.kind = of.choice<PlanKind>("kind");
       command.step = of.choice<PlanStep>("step");
       command.who =
           of.text("who", command.step == PlanStep::in_place ? Presence::required : Presence::optional);
       return command;
     },
     [] {
       return std::vector<Member>{
           {"kind", word_of<PlanKind>()},
           {"step", word_of<PlanStep>()},
           schema::optional("who", schema::described(schema::line(), "Exactly with `in_place`."))};
     },
     "Of coordinator or individual plan."},
    {"make_agreement",
     [](Members& of) -> HelpCommand {
       MakeAgreement command{};
       command.kind = of.choice<AgreementKind>("kind");
       command.with = of.text("with", Presence::required);
       command.person_terms = of.texts("person_terms", longest_words);
       command.other_terms = of.texts("other_terms", longest_words);
       command.from = of.date("from");
       command.until = of.date("until");
       return command;
     },
     [] {
       using namespace schema;
       return std::vector<Member>{{"kind", word_of<AgreementKind>()},
                                  {"with", described(line(), "The other party.")},
                                  {"person_terms", list(text(longest_words), most_entries)},
                                  {"other_terms", list(text(longest_words), most_entries)},
                                  {"from", date()},
                                  {"until", described(date(), "The last day.")}};
     },
     "A voluntary agreement, with both parties' terms and an end."},
    {"end_agreement",
     [](Members& of) -> HelpCommand {
       return EndAgreement{of.text("agreement", Presence::required), of.choice<AgreementEnd>("how")};
     },
     [] {
       return std::vector<Member>{{"agreement", id_of("Its id.")}, {"how", word_of<AgreementEnd>()}};
     },
     "It has ended."}};
static_assert(std::size(kinds) == std::variant_size_v<HelpCommand>);

schema::Schema assist_schema() {
  using namespace schema;
  auto frequency = word_of<AssistFrequency>();
  auto recency = word_of<AssistRecency>();
  auto recent = described(frequency, "Exactly where `used` is not never.");
  auto use = object({{"substance", word_of<AssistSubstance>()},
                     {"used", described(frequency, "Question 2, past three months.")},
                     optional("desire", recent),
                     optional("problems", recent),
                     optional("failed", described(frequency, "As `desire`, and never of tobacco.")),
                     {"concern", recency},
                     {"cut_down", recency}});
  return object({{"uses", described(list(use, std::size(HelpWords<AssistSubstance>::list)),
                                    "Each substance ever used, once.")},
                 optional("injected", recency)},
                "Answers to WHO ASSIST v3.1, questions 1 to 8.");
}

}  // namespace

Result<HelpAction, std::vector<FieldFault>> help_action_from_json(const json::value& value,
                                                                  const app::HelpSettings& settings) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, "", faults);
  auto version =
      reader.whole_number("version", Presence::required, 0, std::numeric_limits<std::int64_t>::max());
  auto word = reader.text("action", Presence::required, 60);
  // Without an action no member can be called unknown.
  if (!word) return failure(std::move(faults));
  for (const Kind& kind : kinds) {
    if (kind.word != *word) continue;
    Members members(reader, settings, faults);
    auto command = kind.read(members);
    reader.refuse_unknown();
    if (!faults.empty() || !version) return failure(std::move(faults));
    return HelpAction{*version, std::move(command)};
  }
  reader.fault("action", FaultKind::not_allowed, "one of the actions of a help record");
  return failure(std::move(faults));
}

Result<ReceiverAnswer, std::vector<FieldFault>> receiver_answer_from_json(const json::value& value) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, "", faults);
  static const app::HelpSettings no_services;
  Members members(reader, no_services, faults);
  ReceiverAnswer read{};
  read.answer = members.choice<ReferralAnswer>("answer");
  read.on = members.date("on");
  bool declined = read.answer == ReferralAnswer::declined;
  read.reason = members.maybe<DeclineReason>("reason", declined ? Presence::required : Presence::optional);
  read.name = members.text("name", Presence::optional);
  reader.refuse_unknown();
  if (!faults.empty()) return failure(std::move(faults));
  return read;
}

schema::Book help_action_schemas() {
  using namespace schema;
  Book book;
  book["AssistForm"] = assist_schema();
  book["ReceiverAnswer"] = object(answer_members(), "What the receiving service answers, once each.");
  json::array choices;
  json::object mapping;
  for (const Kind& kind : kinds) {
    auto name = "HelpAction_" + std::string(kind.word);
    std::vector<Member> members{
        {"version", described(count(),
                              "The record's version as it was read, 0 before there is one; 409 "
                              "case_conflict if somebody else has changed it since.")},
        {"action", constant(kind.word)}};
    auto own = kind.members();
    members.insert(members.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    book[name] = object(std::move(members), kind.description);
    choices.push_back(reference(name));
    mapping[kind.word] = "#/components/schemas/" + name;
  }
  book["HelpAction"] = {
      {"description", "One step in a help record."},
      {"oneOf", std::move(choices)},
      {"discriminator", json::object{{"propertyName", "action"}, {"mapping", std::move(mapping)}}}};
  return book;
}

}  // namespace moteplass::api
