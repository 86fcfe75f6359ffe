-- Patterns of a village that no single row shows: how many households are in each, and how far that
-- is from chance. Surprise is a bound: were each of the base marked with the county's usual share
-- (at least one in a hundred), so many or more would be rarer than one in ten to that power.
--
-- grain:   village_code, pattern
-- reads:   finding, household, pattern_entry, pattern_income, pattern_place
-- columns:
--     village_code  VARCHAR  the village
--     pattern       VARCHAR  of the pattern tables, or one_day_batch, annotated_whole
--     households    BIGINT   households in it  [户]
--     base          BIGINT   households that can be compared  [户]
--     share         DOUBLE   households / base  [1]
--     usual         DOUBLE   share in the county's other villages, at least 0.01  [1]
--     evidence      VARCHAR  what they share, of the first household
--     surprise      DOUBLE   n (s ln(s/p) + (1-s) ln((1-s)/(1-p))) / ln 10, Chernoff's bound  [1]
-- order:   surprise desc, village_code, pattern

with

village as (

    select village_code, count(*) as households
    from household
    group by village_code

),

batch as (

    select
        case finding.check_id when 'H27' then 'one_day_batch' else 'annotated_whole' end as pattern,
        finding.village_code,
        finding.household_id,
        finding.value as evidence,
        village.households as base,
        cast(null as double) as usual
    from finding
    join village
        on village.village_code = finding.village_code
    where finding.check_id in ('H27', 'K05')

),

marked as (

    select pattern, village_code, household_id, evidence, base, usual from pattern_income
    union all
    select pattern, village_code, household_id, evidence, base, usual from pattern_entry
    union all
    select pattern, village_code, household_id, evidence, base, usual from pattern_place
    union all
    select pattern, village_code, household_id, evidence, base, usual from batch

),

counted as (

    select
        village_code,
        pattern,
        count(distinct household_id) as households,
        max(base) as base,
        greatest(coalesce(max(usual), 0), cast(0.01 as double)) as usual,
        min(evidence) as evidence
    from marked
    group by village_code, pattern

),

shared as (

    select
        counted.*,
        cast(households as double) / nullif(base, 0) as share,
        least(cast(households as double) / nullif(base, 0), 1 - 1e-9) as near_share
    from counted

)

select
    shared.village_code,
    shared.pattern,
    shared.households,
    shared.base,
    shared.share,
    shared.usual,
    shared.evidence,
    round(shared.base * (
        near_share * ln(cast(near_share as double) / nullif(shared.usual, 0))
        + (1 - near_share) * ln(cast(1 - near_share as double) / nullif(1 - shared.usual, 0))
    ) / ln(10), 6) as surprise
from shared
where shared.share > shared.usual
    and shared.usual < 1
    and shared.households >= 3
order by surprise desc, shared.village_code, shared.pattern
