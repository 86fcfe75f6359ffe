-- Open cases of a household to which nobody is assigned today, neither responsible cadre nor
-- monitoring contact; a unit, team or grid worker is not one who answers for it. Nobody can be
-- found missing while the list of them was not imported.
--
-- grain:     case_id
-- reads:     open_case, snapshot_info, source_responsible
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  responsible_name
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H24; T3
-- severity:  error
-- dimension: completeness
-- title:     无帮扶责任人
-- title_en:  Open case without a responsible cadre
-- remedy:    确定帮扶责任人并录入结对信息。
-- remedy_en: Name a responsible cadre and enter the pairing.

select
    open_case.household_id,
    cast(null as varchar) as person_id,
    open_case.case_id,
    open_case.village_code,
    'responsible_name' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from open_case
where exists (select 1 from source_responsible)
    and not exists (
        select 1
        from source_responsible
        cross join snapshot_info
        where source_responsible.household_id = open_case.household_id
            and coalesce(source_responsible.responsible_role, 'helper') in ('helper', 'contact')
            and coalesce(source_responsible.ended_on > snapshot_info.as_of_on, true)
    )
order by open_case.village_code, open_case.household_id, open_case.case_id
