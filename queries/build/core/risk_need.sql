-- Each risk of each spell of monitoring with the first measure that answers it: what is lacking, and
-- what has been supplied. A measure answers the risk it names, or, naming none, those of its class;
-- it counts for the spell it names, or for the household's spell that was open when it began.
--
-- grain:   case_id, risk
-- reads:   spell, source_monitor_case, source_support_measure, risk_answer
-- columns:
--     case_id                VARCHAR  the spell
--     household_id           VARCHAR  its household
--     village_code           VARCHAR  its village, or its township when the village is unknown
--     monitor_type           VARCHAR  code of list monitor_type, or UNKNOWN
--     risk                   VARCHAR  code of list risk_type, or UNKNOWN when none is told
--     is_main                BOOLEAN  the first of the five
--     people                 BIGINT   people at identification  [人]
--     identified_month       DATE     month the spell began
--     closed_month           DATE     month it ended or was superseded; null while open
--     closing                VARCHAR  open, by_support, natural, untold or superseded
--     next_identified_month  DATE     month the household's next spell began; null when none
--     is_continued           BOOLEAN  began while the household was still under monitoring
--     answered_on            DATE     first day of a measure that answers it; null when none is dated
--     is_answered_undated    BOOLEAN  a measure that answers it has no day
-- order:   village_code, household_id, case_id, risk
-- source:  notice 四（三）; domain.md §2.3

with

told as (

    select
        source_monitor_case.case_id,
        source_monitor_case.risk_1 as main_risk,
        unnest([
            coalesce(source_monitor_case.risk_1, 'UNKNOWN'),
            source_monitor_case.risk_2, source_monitor_case.risk_3,
            source_monitor_case.risk_4, source_monitor_case.risk_5
        ]) as risk
    from source_monitor_case

),

risked as (

    select distinct
        spell.case_id,
        spell.household_id,
        spell.village_code,
        spell.monitor_type,
        told.risk,
        told.risk = coalesce(told.main_risk, 'UNKNOWN') as is_main,
        spell.people,
        spell.identified_month,
        spell.closed_month,
        spell.closing,
        spell.next_identified_month,
        spell.is_continued
    from spell
    join told
        on told.case_id = spell.case_id
    where told.risk is not null

),

supplied as (

    select
        source_support_measure.household_id,
        source_support_measure.case_id,
        risk_answer.risk,
        source_support_measure.started_on
    from source_support_measure
    join risk_answer
        on risk_answer.measure_class = source_support_measure.measure_class
    where coalesce(source_support_measure.risk_type, risk_answer.risk) = risk_answer.risk
    union
    select household_id, case_id, risk_type, started_on
    from source_support_measure
    where risk_type is not null

),

answered as (

    select
        risked.case_id,
        risked.risk,
        min(supplied.started_on) as answered_on,
        max(case when supplied.started_on is null then 1 else 0 end) = 1 as is_answered_undated
    from risked
    join supplied
        on supplied.household_id = risked.household_id
        and supplied.risk = risked.risk
        and (
            supplied.case_id = risked.case_id
            or supplied.case_id is null
            and coalesce(supplied.started_on, risked.identified_month) >= cast(risked.identified_month - interval 3 month as date)
            and coalesce(supplied.started_on, risked.identified_month)
                < cast(coalesce(risked.closed_month, date '9999-11-01') + interval 1 month as date)
        )
    group by risked.case_id, risked.risk

)

select
    risked.case_id,
    risked.household_id,
    risked.village_code,
    risked.monitor_type,
    risked.risk,
    risked.is_main,
    risked.people,
    risked.identified_month,
    risked.closed_month,
    risked.closing,
    risked.next_identified_month,
    risked.is_continued,
    answered.answered_on,
    coalesce(answered.is_answered_undated, false) as is_answered_undated
from risked
left join answered
    on answered.case_id = risked.case_id
    and answered.risk = risked.risk
order by risked.village_code, risked.household_id, risked.case_id, risked.risk
