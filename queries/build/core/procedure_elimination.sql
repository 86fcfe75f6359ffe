-- Each elimination with what guards it: a whole year under monitoring, and no household without any
-- labour that needs lasting support. A year is whole on the same day of the next year (28 February
-- for 29 February); months stand in where a day is not told.
--
-- grain:   case_id
-- reads:   spell, source_monitor_case, risk_household, source_household
-- columns:
--     case_id                  VARCHAR  the spell
--     household_id             VARCHAR  its household
--     village_code             VARCHAR  its village, or its township when the village is unknown
--     monitor_type             VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk                VARCHAR  code of list risk_type, or UNKNOWN
--     people                   BIGINT   people at identification  [人]
--     identified_month         DATE     month it began
--     identified_on            DATE     exact day; null when not told
--     closed_month             DATE     month of elimination
--     eliminated_on            DATE     exact day; null when not told
--     closing                  VARCHAR  by_support, natural or untold
--     months                   BIGINT   months from identification to elimination  [月]
--     days                     BIGINT   days in between; null when a day is not told  [天]
--     is_timed                 BOOLEAN  both months are told, and in order
--     is_under_year            BOOLEAN  eliminated, not naturally, before a year was whole
--     reason                   VARCHAR  why it was eliminated early; null when none is given
--     is_no_labour             BOOLEAN  not natural, though nobody can work and somebody is on the safety net; null when labour is not told
--     is_no_labour_stated      BOOLEAN  the household is marked so by the source
--     next_identified_month    DATE     month the household was identified again; null when it was not
-- order:   village_code, household_id, case_id
-- source:  notice 一（三） and 二（一）

with

ended as (

    select
        spell.*,
        source_monitor_case.identified_on,
        source_monitor_case.eliminated_on,
        nullif(trim(source_monitor_case.early_elimination_reason), '') as reason,
        not spell.is_start_assumed and not spell.is_end_assumed
            and source_monitor_case.eliminated_month >= spell.identified_month as is_timed,
        cast(extract(year from spell.closed_month) * 12 + extract(month from spell.closed_month)
            - extract(year from spell.identified_month) * 12 - extract(month from spell.identified_month) as bigint) as months
    from spell
    join source_monitor_case
        on source_monitor_case.case_id = spell.case_id
    where spell.closing in ('by_support', 'natural', 'untold')

)

select
    ended.case_id,
    ended.household_id,
    ended.village_code,
    ended.monitor_type,
    ended.main_risk,
    ended.people,
    ended.identified_month,
    ended.identified_on,
    ended.closed_month,
    ended.eliminated_on,
    ended.closing,
    ended.months,
    cast(date_diff('day', ended.identified_on, ended.eliminated_on) as bigint) as days,
    coalesce(ended.is_timed, false) as is_timed,
    ended.closing <> 'natural'
        and case
            when ended.identified_on is not null and ended.eliminated_on is not null
                then ended.eliminated_on < cast(ended.identified_on + interval 12 month as date)
            else ended.months < 12
        end as is_under_year,
    ended.reason,
    case
        when ended.closing = 'natural' then false
        else risk_household.is_no_labour_needy
    end as is_no_labour,
    coalesce(source_household.is_whole_no_labour, false) as is_no_labour_stated,
    ended.next_identified_month
from ended
join risk_household
    on risk_household.household_id = ended.household_id
join source_household
    on source_household.household_id = ended.household_id
order by ended.village_code, ended.household_id, ended.case_id
