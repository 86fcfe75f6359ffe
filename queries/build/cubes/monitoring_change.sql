-- What each month changed in every division: stocks are running sums of these changes, flows are
-- the changes themselves. In every cell, in households and in people,
-- open before + new - by_support - natural - untold + moved = open after; moved is what a spell taking
-- over from one still open adds to its own type and risk and takes from the other's.
--
-- grain:   view, division_code, month, monitor_type, main_risk
-- reads:   spell, division_path
-- columns:
--     view                    VARCHAR  management or legal
--     division_code           VARCHAR  the division, any level
--     level                   INTEGER  its level, 1 province to 5 village
--     month                   DATE     first day of the month
--     monitor_type            VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk               VARCHAR  code of list risk_type, or UNKNOWN
--     open_households         BIGINT   change of households under monitoring  [户]
--     open_people             BIGINT   change of people under monitoring  [人]
--     eliminated_households   BIGINT   change of households whose latest spell is eliminated  [户]
--     eliminated_people       BIGINT   the same in people  [人]
--     new_households          BIGINT   households that came under monitoring  [户]
--     new_people              BIGINT   the same in people  [人]
--     again_households        BIGINT   of the new, those eliminated before  [户]
--     again_people            BIGINT   the same in people  [人]
--     by_support_households   BIGINT   households eliminated through support  [户]
--     by_support_people       BIGINT   the same in people  [人]
--     natural_households      BIGINT   households that ended naturally  [户]
--     natural_people          BIGINT   the same in people  [人]
--     untold_households       BIGINT   households eliminated in a way not told  [户]
--     untold_people           BIGINT   the same in people  [人]
--     moved_households        BIGINT   moved in less moved out, while under monitoring  [户]
--     moved_people            BIGINT   the same in people  [人]
-- order:   view, level, division_code, month, monitor_type, main_risk

with

began as (

    select
        village_code, identified_month as month, monitor_type, main_risk, people,
        1 as opened, 0 as eliminated,
        case when is_continued then 0 else 1 end as is_new,
        case when is_reidentified then 1 else 0 end as is_again,
        case when is_continued then 1 else 0 end as moved,
        cast(null as varchar) as closing
    from spell

),

ended as (

    select
        village_code, closed_month as month, monitor_type, main_risk, people,
        -1 as opened,
        case when closing = 'superseded' then 0 else 1 end as eliminated,
        0 as is_new, 0 as is_again,
        case when closing = 'superseded' then -1 else 0 end as moved,
        closing
    from spell
    where closed_month is not null

),

replaced as (

    select
        village_code, next_identified_month as month, monitor_type, main_risk, people,
        0 as opened, -1 as eliminated, 0 as is_new, 0 as is_again, 0 as moved,
        cast(null as varchar) as closing
    from spell
    where next_identified_month is not null
        and closing in ('by_support', 'natural', 'untold')

),

step as (

    select * from began
    union all
    select * from ended
    union all
    select * from replaced

),

leaf as (

    select
        village_code, month, monitor_type, main_risk,
        sum(opened) as open_households,
        sum(opened * people) as open_people,
        sum(eliminated) as eliminated_households,
        sum(eliminated * people) as eliminated_people,
        sum(is_new) as new_households,
        sum(is_new * people) as new_people,
        sum(is_again) as again_households,
        sum(is_again * people) as again_people,
        sum(case when closing = 'by_support' then 1 else 0 end) as by_support_households,
        sum(case when closing = 'by_support' then people else 0 end) as by_support_people,
        sum(case when closing = 'natural' then 1 else 0 end) as natural_households,
        sum(case when closing = 'natural' then people else 0 end) as natural_people,
        sum(case when closing = 'untold' then 1 else 0 end) as untold_households,
        sum(case when closing = 'untold' then people else 0 end) as untold_people,
        sum(moved) as moved_households,
        sum(moved * people) as moved_people
    from step
    group by village_code, month, monitor_type, main_risk

)

select
    division_path.view,
    division_path.ancestor_code as division_code,
    division_path.level,
    leaf.month,
    leaf.monitor_type,
    leaf.main_risk,
    cast(sum(leaf.open_households) as bigint) as open_households,
    cast(sum(leaf.open_people) as bigint) as open_people,
    cast(sum(leaf.eliminated_households) as bigint) as eliminated_households,
    cast(sum(leaf.eliminated_people) as bigint) as eliminated_people,
    cast(sum(leaf.new_households) as bigint) as new_households,
    cast(sum(leaf.new_people) as bigint) as new_people,
    cast(sum(leaf.again_households) as bigint) as again_households,
    cast(sum(leaf.again_people) as bigint) as again_people,
    cast(sum(leaf.by_support_households) as bigint) as by_support_households,
    cast(sum(leaf.by_support_people) as bigint) as by_support_people,
    cast(sum(leaf.natural_households) as bigint) as natural_households,
    cast(sum(leaf.natural_people) as bigint) as natural_people,
    cast(sum(leaf.untold_households) as bigint) as untold_households,
    cast(sum(leaf.untold_people) as bigint) as untold_people,
    cast(sum(leaf.moved_households) as bigint) as moved_households,
    cast(sum(leaf.moved_people) as bigint) as moved_people
from leaf
join division_path
    on division_path.leaf_code = leaf.village_code
group by
    division_path.view, division_path.ancestor_code, division_path.level,
    leaf.month, leaf.monitor_type, leaf.main_risk
order by
    division_path.view, division_path.level, division_path.ancestor_code,
    leaf.month, leaf.monitor_type, leaf.main_risk
