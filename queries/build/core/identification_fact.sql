-- What the rules of identification ask of a household, one column a claim: true, false or unknown, or an
-- exact whole number. Households already under monitoring are not asked.
--
-- grain:   household_id
-- reads:   exit_fact, exit_income, source_household, identification_member
-- columns:
--     household_id           VARCHAR  the household
--     village_code           VARCHAR  its village, or its township when the village is unknown
--     people                 BIGINT   active members  [人]
--     place                  BIGINT   its place in the order of villages, from 0
--     is_in_scope            BOOLEAN  not under monitoring
--     household_type         VARCHAR  code of list household_type
--     reference_line_bp      BIGINT   as in exit_income  [1/10000]
--     drop_bp                BIGINT   as in exit_income  [1/10000]
--     risk_count             BIGINT   kinds of risk on record: illness, disability, study, event, no labour; null
--                                     when none is and one is not told
--     rigid_fen              BIGINT   spending with receipts, of the year  [分]
--     rigid_bp               BIGINT   the same in ten-thousandths of net income, rounded down; 2000000000 when that
--                                     is not above nought  [1/10000]
--     has_sudden_event       BOOLEAN  illness, disaster or accident on record
--     has_new_subsistence    BOOLEAN  as in identification_member
--     has_scattered          BOOLEAN  as in identification_member
--     has_disabled_elder     BOOLEAN  as in identification_member
--     has_major_illness      BOOLEAN  as in exit_benefit
--     has_severe_disability  BOOLEAN  as in exit_benefit
--     is_rain_hit            BOOLEAN  named as hit by a disaster
--     is_swept               BOOLEAN  visited in the concentrated sweep
--     collector_id           VARCHAR  who collected it
--     collected_on           DATE     when it was collected
-- order:   village_code, household_id
-- source:  notice, 1 (1); domain.md §4.3

with

joined as (

    select
        exit_fact.*,
        exit_income.reference_line_bp,
        exit_income.drop_bp,
        exit_income.net_fen,
        cast(source_household.rigid_spending_yuan * 100 as bigint) as rigid_fen,
        source_household.hardship_event,
        source_household.disaster_tag,
        source_household.swept_on,
        told.has_new_subsistence,
        told.has_scattered,
        told.has_disabled_elder,
        told.is_ill,
        told.is_disabled,
        told.is_studying,
        told.has_no_labour
    from exit_fact
    join exit_income on exit_income.household_id = exit_fact.household_id
    join source_household on source_household.household_id = exit_fact.household_id
    left join identification_member as told on told.household_id = exit_fact.household_id

),

counted as (

    select
        joined.*,
        coalesce(is_ill, false)::int + coalesce(is_disabled, false)::int + coalesce(is_studying, false)::int
            + coalesce(hardship_event is not null, false)::int + coalesce(has_no_labour, false)::int as told_risks,
        is_ill is null or is_disabled is null or has_no_labour is null as may_be_more
    from joined

)

select
    counted.household_id,
    counted.village_code,
    counted.people,
    cast(row_number() over (order by counted.village_code, counted.household_id) - 1 as bigint) as place,
    not counted.is_monitored as is_in_scope,
    counted.household_type,
    counted.reference_line_bp,
    counted.drop_bp,
    cast(if(counted.told_risks = 0 and counted.may_be_more, null, counted.told_risks) as bigint) as risk_count,
    counted.rigid_fen,
    case
        when counted.rigid_fen is null or counted.net_fen is null then null
        when counted.rigid_fen <= 0 then 0
        when counted.net_fen <= 0 then 2000000000
        else least(cast(floor(cast(counted.rigid_fen * 10000 as double) / nullif(counted.net_fen, 0)) as bigint),
            2000000000)
    end as rigid_bp,
    counted.hardship_event is not null or counted.has_major_illness as has_sudden_event,
    counted.has_new_subsistence,
    counted.has_scattered,
    counted.has_disabled_elder,
    counted.has_major_illness,
    counted.has_severe_disability,
    counted.disaster_tag is not null as is_rain_hit,
    counted.swept_on is not null as is_swept,
    counted.collector_id,
    counted.collected_on
from counted
order by counted.village_code, counted.household_id
