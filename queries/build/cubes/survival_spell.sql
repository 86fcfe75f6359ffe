-- Spells of monitoring counted by when they began, when and how they ended: all that a curve of the
-- time to elimination needs, for any division, any window of observation and any cut-off month.
-- Months are numbers, year times twelve and the month less one, and all that tells the curves apart
-- is one number more: so that three million rows are counted in a tenth of a second.
--
-- grain:   view, division_code, monitor_type, main_risk, began, closed, closing, is_timed
-- reads:   spell, source_monitor_case, division_path
-- columns:
--     cell           INTEGER  number of the view, division, type, risk, closing and is_timed, as in survival_cell
--     view           VARCHAR  management or legal
--     division_code  VARCHAR  the division, any level
--     level          INTEGER  its level, 1 province to 5 village
--     monitor_type   VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk      VARCHAR  code of list risk_type, or UNKNOWN
--     began          INTEGER  number of the month the spells began in
--     closed         INTEGER  number of the month they ended or were superseded in; that of 9999-12 while open
--     closing        VARCHAR  open, by_support, natural, untold or superseded
--     is_timed       BOOLEAN  both months are told, and in order; a spell that is not has no length
--     households     BIGINT   spells  [户]
--     people         BIGINT   their people at identification  [人]
-- order:   cell, began, closed

with

leaf as (

    select
        spell.village_code,
        spell.monitor_type,
        spell.main_risk,
        spell.identified_month,
        coalesce(spell.closed_month, date '9999-12-01') as closed_month,
        spell.closing,
        not spell.is_start_assumed
            and not spell.is_end_assumed
            and coalesce(source_monitor_case.eliminated_month, date '9999-12-01') >= spell.identified_month
            as is_timed,
        count(spell.case_id) as households,
        sum(spell.people) as people
    from spell
    join source_monitor_case
        on source_monitor_case.case_id = spell.case_id
    group by
        spell.village_code, spell.monitor_type, spell.main_risk,
        spell.identified_month, coalesce(spell.closed_month, date '9999-12-01'), spell.closing,
        not spell.is_start_assumed
            and not spell.is_end_assumed
            and coalesce(source_monitor_case.eliminated_month, date '9999-12-01') >= spell.identified_month

)

select
    cast(dense_rank() over (
        order by division_path.view, division_path.level, division_path.ancestor_code,
            leaf.monitor_type, leaf.main_risk, leaf.closing, leaf.is_timed
    ) as integer) as cell,
    division_path.view,
    division_path.ancestor_code as division_code,
    division_path.level,
    leaf.monitor_type,
    leaf.main_risk,
    cast(year(leaf.identified_month) * 12 + month(leaf.identified_month) - 1 as integer) as began,
    cast(year(leaf.closed_month) * 12 + month(leaf.closed_month) - 1 as integer) as closed,
    leaf.closing,
    leaf.is_timed,
    cast(sum(leaf.households) as bigint) as households,
    cast(sum(leaf.people) as bigint) as people
from leaf
join division_path
    on division_path.leaf_code = leaf.village_code
group by
    division_path.view, division_path.ancestor_code, division_path.level,
    leaf.monitor_type, leaf.main_risk, leaf.identified_month, leaf.closed_month, leaf.closing, leaf.is_timed
order by cell, began, closed
