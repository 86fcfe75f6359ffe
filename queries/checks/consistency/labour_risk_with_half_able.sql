-- Open cases with the risk of labour shortage in a household of four or more of which half or more
-- have ordinary or skilled labour.
--
-- grain:     case_id
-- reads:     open_case, risk_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the place among the risks where it stands
--     value         VARCHAR  04
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H05; T5 5_11_029
-- severity:  warning
-- dimension: consistency
-- title:     缺劳动力但劳动力过半(≥4人户)
-- title_en:  Labour short, half are able
-- remedy:    核实劳动技能；不缺劳动力的更正风险类型。
-- remedy_en: Check who can work; correct the risk.

select
    open_case.household_id,
    cast(null as varchar) as person_id,
    open_case.case_id,
    open_case.village_code,
    case '04'
        when open_case.risk_1 then 'risk_1'
        when open_case.risk_2 then 'risk_2'
        when open_case.risk_3 then 'risk_3'
        when open_case.risk_4 then 'risk_4'
        else 'risk_5'
    end as field,
    '04' as value,
    cast(null as varchar) as expected
from open_case
join risk_household
    on risk_household.household_id = open_case.household_id
where '04' in (
        open_case.risk_1, open_case.risk_2, open_case.risk_3, open_case.risk_4, open_case.risk_5
    )
    and risk_household.active >= 4
    and risk_household.able * 2 >= risk_household.active
order by open_case.village_code, open_case.household_id, open_case.case_id
