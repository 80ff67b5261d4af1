// Who has come in through a door for those whom a case is about. Only a door makes one: KeyDesk, which opens
// with a code, and whatever log-in may come beside it (ID-porten), which would give the same Holding.
#pragma once

#include <string>

#include "app/case_key.h"

namespace moteplass::app {

class Holding {
 public:
  const std::string& key() const { return key_; }  // the id of the key, never its code
  const std::string& case_id() const { return case_id_; }
  Holder holder() const { return holder_; }
  const std::string& name() const { return name_; }

 private:
  friend class KeyDesk;
  Holding(const CaseKey& key)
      : key_(key.id), case_id_(key.case_id), holder_(key.holder), name_(key.holder_name) {}

  std::string key_;
  std::string case_id_;
  Holder holder_;
  std::string name_;
};

// Whom events and accesses name: not a user, and no other holder.
inline std::string own_actor_of(const Holding& holding) {
  return std::string(word(holding.holder())) + ':' + holding.key();
}

}  // namespace moteplass::app
