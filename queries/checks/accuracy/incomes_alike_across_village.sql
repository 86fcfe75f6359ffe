-- Households whose net income per head, to the yuan, is also that of others of their village up to
-- so many; and the households with a round hundred in a village of at least so many, of which
-- round hundreds make more than a share.
--
-- grain:     household_id
-- reads:     source_household
-- inputs:
--     alike_households    INTEGER  households with one income, or of a village  [户]
--     round_income_share  DOUBLE   share of round hundreds  [1]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_per_head_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id
-- source:    F18; design (虚假一刀切)
-- severity:  warning
-- dimension: accuracy
-- title:     全村收入雷同
-- title_en:  Incomes alike across a village
-- remedy:    抽查入户核实收入，防止统一估算、照抄填报。
-- remedy_en: Visit some: was one figure copied for all?

with

rounded as (

    select
        household_id, placed_code, net_income_per_head_yuan,
        cast(round(net_income_per_head_yuan) as bigint) as yuan
    from source_household
    where net_income_per_head_yuan > 0
        and length(placed_code) = 12

),

alike as (

    select
        rounded.*,
        rounded.yuan % 100 = 0 as is_round,
        count(*) over (partition by placed_code, yuan) as equal_households,
        count(*) over (partition by placed_code) as households,
        sum(case when rounded.yuan % 100 = 0 then 1 else 0 end)
            over (partition by placed_code) as round_households
    from rounded

)

select
    alike.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    alike.placed_code as village_code,
    'net_income_per_head_yuan' as field,
    cast(alike.net_income_per_head_yuan as varchar) as value,
    cast(null as varchar) as expected
from alike
where alike.equal_households >= $alike_households
    or alike.is_round
    and alike.households >= $alike_households
    and alike.round_households > $round_income_share * alike.households
order by alike.placed_code, alike.household_id
