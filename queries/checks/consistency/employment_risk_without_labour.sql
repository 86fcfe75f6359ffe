-- Open cases with the risk of unstable employment in a household where nobody has labour,
-- ordinary, skilled or weak.
--
-- grain:     case_id
-- reads:     open_case, risk_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the place among the risks where it stands
--     value         VARCHAR  07
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H08; T5 2_11_006, 5_15_013
-- severity:  warning
-- dimension: consistency
-- title:     务工不稳但全员无劳动力
-- title_en:  Employment unstable, nobody able
-- remedy:    核实劳动技能；无人能务工的更正风险类型。
-- remedy_en: Check who can work; correct the risk when nobody can.

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
join risk_household
    on risk_household.household_id = open_case.household_id
where '07' in (
        open_case.risk_1, open_case.risk_2, open_case.risk_3, open_case.risk_4, open_case.risk_5
    )
    and risk_household.active > 0
    and risk_household.able = 0
    and risk_household.weak = 0
    and risk_household.untold_labour = 0
order by open_case.village_code, open_case.household_id, open_case.case_id
