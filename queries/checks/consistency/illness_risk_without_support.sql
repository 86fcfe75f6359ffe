-- Cases with the risk of illness, open or eliminated through support, without a measure of health,
-- of the safety net or of social support. A measure counts for the case it names; one that names
-- none counts unless it ended before. Nobody can be found without while none were imported.
--
-- grain:     case_id
-- reads:     open_case, source_household, source_monitor_case, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the place among the risks where it stands
--     value         VARCHAR  01
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H17; T5 3_11_003
-- severity:  warning
-- dimension: consistency
-- title:     因病但无健康/综合/社会帮扶
-- title_en:  Risk of illness without its support
-- remedy:    落实健康帮扶、综合保障或社会帮扶并录入；已消除的核实消除是否成立。
-- remedy_en: Give support of health or the safety net, and enter it; of one eliminated, see
--            whether that stands.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    case '01'
        when source_monitor_case.risk_1 then 'risk_1'
        when source_monitor_case.risk_2 then 'risk_2'
        when source_monitor_case.risk_3 then 'risk_3'
        when source_monitor_case.risk_4 then 'risk_4'
        else 'risk_5'
    end as field,
    '01' as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where '01' in (
        source_monitor_case.risk_1, source_monitor_case.risk_2, source_monitor_case.risk_3,
        source_monitor_case.risk_4, source_monitor_case.risk_5
    )
    and (
        source_monitor_case.case_id in (select open_case.case_id from open_case)
        or source_monitor_case.is_eliminated
        and not coalesce(source_monitor_case.is_rolled_back, false)
        and source_monitor_case.elimination_type = 'ELIM_BY_SUPPORT'
    )
    and exists (select 1 from source_support_measure)
    and not exists (
        select 1
        from source_support_measure
        where source_support_measure.household_id = source_monitor_case.household_id
            and source_support_measure.measure_class in ('45', '48', '52')
            and (
                source_support_measure.case_id = source_monitor_case.case_id
                or source_support_measure.case_id is null
                and coalesce(source_support_measure.ended_on >= source_monitor_case.identified_month, true)
            )
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
