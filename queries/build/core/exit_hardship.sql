-- Disasters and accidents that a household has met: what exemption 4 is judged by. Of other events,
-- "and the like" in the notice, only people can judge.
--
-- grain:   event_id
-- reads:   source_household, household, exit_match, source_dept_match, snapshot_info, exit_income
-- columns:
--     event_id        VARCHAR  the household, or the comparison
--     household_id    VARCHAR  the household
--     village_code    VARCHAR  its village
--     is_proven       BOOLEAN  a disaster or accident on record; null when suspected or of another kind
--     age_months      BIGINT   months since, a begun one counted  [月]
--     loss_bp         BIGINT   loss not made good, in ten-thousandths of the household's net income, rounded down;
--                              2000000000 when that income is not above nought  [1/10000]
--     line_bp         BIGINT   income per head in ten-thousandths of the monitoring line, rounded up  [1/10000]
-- order:   village_code, household_id, event_id
-- source:  notice, appendix 1, E4

with

event as (

    select
        source_household.household_id as event_id,
        source_household.household_id,
        case when source_household.hardship_event in ('disaster', 'accident') then true end as is_proven,
        source_household.hardship_on as happened_on,
        source_household.hardship_loss_yuan as loss_yuan
    from source_household
    where source_household.hardship_event is not null
    union all
    select
        exit_match.match_id, exit_match.household_id, exit_match.is_proven,
        source_dept_match.event_on, source_dept_match.amount_yuan
    from exit_match
    join source_dept_match
        on source_dept_match.match_id = exit_match.match_id
    where exit_match.match_item = 'disaster'
        and exit_match.holder_role = 'member'

)

select
    event.event_id,
    household.household_id,
    household.village_code,
    event.is_proven,
    cast(year(snapshot_info.as_of_on) * 12 + month(snapshot_info.as_of_on)
        - year(event.happened_on) * 12 - month(event.happened_on)
        + case when day(snapshot_info.as_of_on) > day(event.happened_on) then 1 else 0 end as bigint) as age_months,
    case
        when event.loss_yuan is null or exit_income.net_fen is null then null
        when event.loss_yuan <= 0 then 0
        when exit_income.net_fen <= 0 then 2000000000
        else least(
            cast(floor(cast(cast(event.loss_yuan * 100 as bigint) * 10000 as double)
                / nullif(exit_income.net_fen, 0)) as bigint), 2000000000)
    end as loss_bp,
    exit_income.net_line_bp as line_bp
from event
join household
    on household.household_id = event.household_id
join exit_income
    on exit_income.household_id = event.household_id
cross join snapshot_info
order by household.village_code, household.household_id, event.event_id
