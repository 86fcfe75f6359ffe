-- Open cases with the risk of unstable employment in a household of which no active member has
-- anything entered on work: whether, where or how long.
--
-- grain:     case_id
-- reads:     active_member, open_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the place among the risks where it stands
--     value         VARCHAR  07
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H09; T5 5_15_014
-- severity:  warning
-- dimension: completeness
-- title:     务工不稳但无务工信息
-- title_en:  Employment unstable, no work recorded
-- remedy:    补录务工信息；无人务工的更正风险类型。
-- remedy_en: Enter the work; correct the risk when nobody works.

with

work as (

    select
        household_id,
        bool_or(is_working is not null or work_place is not null or work_months > 0) as is_told
    from active_member
    group by household_id

)

select
    open_case.household_id,
    cast(null as varchar) as person_id,
    open_case.case_id,
    open_case.village_code,
    case '07'
        when open_case.risk_1 then 'risk_1'
        when open_case.risk_2 then 'risk_2'
        when open_case.risk_3 then 'risk_3'
        when open_case.risk_4 then 'risk_4'
        else 'risk_5'
    end as field,
    '07' as value,
    cast(null as varchar) as expected
from open_case
join work
    on work.household_id = open_case.household_id
where '07' in (
        open_case.risk_1, open_case.risk_2, open_case.risk_3, open_case.risk_4, open_case.risk_5
    )
    and not coalesce(work.is_told, false)
order by open_case.village_code, open_case.household_id, open_case.case_id
