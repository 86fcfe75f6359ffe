-- The households a rule set is decided of that the reader's cursor holds, by their place in the
-- simulator's index: on the cursor of a drawn area, those inside it.
--
-- grain:   place
-- reads:   exit_fact, identification_fact, elimination_fact
-- inputs:
--     rules  VARCHAR  policy_exit, identification or elimination
-- columns:
--     place  BIGINT  its place in the order of villages
-- order:   place

select place
from exit_fact
where $rules = 'policy_exit'

union all

select place
from identification_fact
where $rules = 'identification'

union all

select place
from elimination_fact
where $rules = 'elimination'

order by place
