-- Households by main risk at the end of the last month, of every division down to the township.
--
-- grain:   division_code, main_risk
-- reads:   division_tree, monitoring_change
-- inputs:
--     view                   VARCHAR  management or legal
-- columns:
--     division_code          VARCHAR  the division
--     short_name             VARCHAR  its name in charts
--     level                  INTEGER  0 nation, 1 province to 4 township
--     main_risk              VARCHAR  code of list risk_type, or UNKNOWN
--     identified_households  BIGINT   ever identified, distinct  [户]
--     identified_people      BIGINT   their people  [人]
--     open_households        BIGINT   under monitoring  [户]
--     open_people            BIGINT   the same in people  [人]
--     eliminated_households  BIGINT   latest spell eliminated  [户]
--     eliminated_people      BIGINT   the same in people  [人]
-- order:   level, division_code, main_risk

select
    change.division_code,
    division_tree.short_name,
    division_tree.level,
    change.main_risk,
    cast(sum(change.open_households + change.eliminated_households) as bigint) as identified_households,
    cast(sum(change.open_people + change.eliminated_people) as bigint) as identified_people,
    cast(sum(change.open_households) as bigint) as open_households,
    cast(sum(change.open_people) as bigint) as open_people,
    cast(sum(change.eliminated_households) as bigint) as eliminated_households,
    cast(sum(change.eliminated_people) as bigint) as eliminated_people
from monitoring_change as change
join division_tree
    on division_tree.view = change.view
    and division_tree.division_code = change.division_code
where change.view = $view
    and change.level < 5
group by change.division_code, division_tree.short_name, division_tree.level, change.main_risk
order by division_tree.level, change.division_code, change.main_risk
