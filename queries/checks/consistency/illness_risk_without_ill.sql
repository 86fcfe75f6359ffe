-- Open cases with the risk of illness in a household where everybody is healthy. Where somebody's
-- health is not told, nobody can say.
--
-- grain:     case_id
-- reads:     open_case, risk_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the place among the risks where it stands
--     value         VARCHAR  01
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H03; T3
-- severity:  warning
-- dimension: consistency
-- title:     因病但户内全健康
-- title_en:  Risk of illness, everybody healthy
-- remedy:    核实健康状况；属实的补录病种，不属实的更正风险类型。
-- remedy_en: See who is ill and enter the illness, or correct the risk.

select
    open_case.household_id,
    cast(null as varchar) as person_id,
    open_case.case_id,
    open_case.village_code,
    case '01'
        when open_case.risk_1 then 'risk_1'
        when open_case.risk_2 then 'risk_2'
        when open_case.risk_3 then 'risk_3'
        when open_case.risk_4 then 'risk_4'
        else 'risk_5'
    end as field,
    '01' as value,
    cast(null as varchar) as expected
from open_case
join risk_household
    on risk_household.household_id = open_case.household_id
where '01' in (
        open_case.risk_1, open_case.risk_2, open_case.risk_3, open_case.risk_4, open_case.risk_5
    )
    and risk_household.active > 0
    and risk_household.ill = 0
    and risk_household.disabled = 0
    and risk_household.untold_health = 0
order by open_case.village_code, open_case.household_id, open_case.case_id
