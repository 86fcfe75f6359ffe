-- The patterns of the villages of a division, the least likely to be chance first.
--
-- grain:   village_code, pattern
-- reads:   village_pattern, division_path, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     pattern       VARCHAR  one pattern only; empty for all
--     take          BIGINT   rows listed at most
-- columns:
--     village_code  VARCHAR  the village
--     village_name  VARCHAR  its name; null when the tree does not hold it
--     town_name     VARCHAR  its township
--     pattern       VARCHAR  what it shows
--     households    BIGINT   households in it  [户]
--     base          BIGINT   households that can be compared  [户]
--     share         DOUBLE   households / base  [1]
--     usual         DOUBLE   share in the county's other villages, at least 0.01  [1]
--     evidence      VARCHAR  what the households share
--     surprise      DOUBLE   so many or more would be rarer than one in ten to this power  [1]
-- order:   surprise desc, village_code, pattern

select
    village_pattern.village_code,
    village.short_name as village_name,
    town.short_name as town_name,
    village_pattern.pattern,
    village_pattern.households,
    village_pattern.base,
    village_pattern.share,
    village_pattern.usual,
    village_pattern.evidence,
    village_pattern.surprise
from village_pattern
join division_path
    on division_path.view = $view
    and division_path.leaf_code = village_pattern.village_code
    and division_path.ancestor_code = $division
left join division_tree as village
    on village.view = $view
    and village.division_code = village_pattern.village_code
left join division_tree as town
    on town.view = $view
    and town.division_code = village.parent_code
where $pattern = '' or village_pattern.pattern = $pattern
order by village_pattern.surprise desc, village_pattern.village_code, village_pattern.pattern
limit $take
