-- Open cases with the risk of education in a household where nobody is at school. Somebody with
-- neither school nor education told may be.
--
-- grain:     case_id
-- reads:     active_member, open_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the place among the risks where it stands
--     value         VARCHAR  09
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H04; T3
-- severity:  warning
-- dimension: consistency
-- title:     因学但无在校生
-- title_en:  Risk of education, nobody at school
-- remedy:    核实在校情况；毕业的更正风险类型。
-- remedy_en: See who is at school; correct the risk when they have left.

with

schooling as (

    select
        household_id,
        bool_or(school_status <> '00') as has_student,
        bool_or(school_status is null and education_level is null) as has_untold
    from active_member
    group by household_id

)

select
    open_case.household_id,
    cast(null as varchar) as person_id,
    open_case.case_id,
    open_case.village_code,
    case '09'
        when open_case.risk_1 then 'risk_1'
        when open_case.risk_2 then 'risk_2'
        when open_case.risk_3 then 'risk_3'
        when open_case.risk_4 then 'risk_4'
        else 'risk_5'
    end as field,
    '09' as value,
    cast(null as varchar) as expected
from open_case
join schooling
    on schooling.household_id = open_case.household_id
where '09' in (
        open_case.risk_1, open_case.risk_2, open_case.risk_3, open_case.risk_4, open_case.risk_5
    )
    and not coalesce(schooling.has_student, false)
    and not schooling.has_untold
order by open_case.village_code, open_case.household_id, open_case.case_id
