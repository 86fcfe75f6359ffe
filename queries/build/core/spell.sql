-- Spells under monitoring as they count: one household is in one state at a time. Of several open
-- cases only the latest counts; a case still open when the next one begins is superseded by it. A
-- missing first month is that of identified_on, else of the county's review, else of the clue, else
-- of the elimination, else the snapshot's; a missing last month that of eliminated_on, else of the
-- county's review of the elimination, else the snapshot's; and the row says so.
--
-- grain:   case_id
-- reads:   snapshot_info, source_monitor_case, household, case_people
-- columns:
--     case_id                VARCHAR  the spell
--     household_id           VARCHAR  its household
--     village_code           VARCHAR  its village, or its township when the village is unknown
--     monitor_type           VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk              VARCHAR  code of list risk_type, or UNKNOWN
--     source_channel         VARCHAR  code of list source_channel
--     people                 BIGINT   people at identification  [人]
--     identified_month       DATE     month it began
--     closed_month           DATE     month it ended or was superseded; null while open
--     closing                VARCHAR  open, by_support, natural, untold or superseded
--     next_identified_month  DATE     month the household's next spell began; null when none
--     is_continued           BOOLEAN  began while the household was still under monitoring
--     is_reidentified        BOOLEAN  began after an earlier spell had been eliminated
--     is_start_assumed       BOOLEAN  its first month was missing
--     is_end_assumed         BOOLEAN  eliminated, but the month was missing
-- order:   village_code, household_id, identified_month, case_id
-- source:  contract README, "two active cases"

with

dated as (

    select
        source_monitor_case.case_id,
        source_monitor_case.household_id,
        source_monitor_case.monitor_type,
        source_monitor_case.risk_1,
        source_monitor_case.source_channel,
        source_monitor_case.elimination_type,
        source_monitor_case.identified_month is null
            and source_monitor_case.identified_on is null as is_start_assumed,
        cast(coalesce(
            source_monitor_case.identified_month,
            date_trunc('month', source_monitor_case.identified_on),
            date_trunc('month', source_monitor_case.county_reviewed_on),
            date_trunc('month', source_monitor_case.clue_on),
            source_monitor_case.eliminated_month,
            date_trunc('month', source_monitor_case.eliminated_on),
            date_trunc('month', source_monitor_case.elimination_county_reviewed_on),
            snapshot_info.last_month
        ) as date) as identified_month,
        coalesce(source_monitor_case.is_eliminated, source_monitor_case.eliminated_month is not null)
            and not coalesce(source_monitor_case.is_rolled_back, false) as is_eliminated,
        source_monitor_case.eliminated_month is null
            and source_monitor_case.eliminated_on is null as is_end_missing,
        cast(coalesce(
            source_monitor_case.eliminated_month,
            date_trunc('month', source_monitor_case.eliminated_on),
            date_trunc('month', source_monitor_case.elimination_county_reviewed_on),
            snapshot_info.last_month
        ) as date) as ended_month,
        snapshot_info.last_month
    from source_monitor_case
    cross join snapshot_info
    where coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')

),

bounded as (

    select
        dated.*,
        case when dated.is_eliminated and dated.ended_month <= dated.last_month
            then greatest(dated.ended_month, dated.identified_month) end as eliminated_month
    from dated
    where dated.identified_month <= dated.last_month

),

ranked as (

    select
        bounded.*,
        row_number() over (
            partition by bounded.household_id, bounded.eliminated_month is null
            order by bounded.identified_month desc, bounded.case_id desc
        ) as from_latest
    from bounded

),

sequenced as (

    select
        ranked.*,
        lead(ranked.identified_month) over one_household as next_identified_month,
        lag(ranked.eliminated_month) over one_household as previous_eliminated_month,
        lag(ranked.case_id) over one_household as previous_case_id
    from ranked
    where ranked.eliminated_month is not null or ranked.from_latest = 1
    window one_household as (
        partition by ranked.household_id
        order by ranked.identified_month, ranked.case_id
    )

),

closed as (

    select
        sequenced.*,
        sequenced.next_identified_month is not null
            and coalesce(sequenced.eliminated_month, date '9999-12-01') > sequenced.next_identified_month
            as is_superseded,
        sequenced.previous_case_id is not null
            and coalesce(sequenced.previous_eliminated_month, date '9999-12-01') > sequenced.identified_month
            as is_continued
    from sequenced

)

select
    closed.case_id,
    closed.household_id,
    household.village_code,
    coalesce(closed.monitor_type, 'UNKNOWN') as monitor_type,
    coalesce(closed.risk_1, 'UNKNOWN') as main_risk,
    closed.source_channel,
    coalesce(case_people.people, 0) as people,
    closed.identified_month,
    case when closed.is_superseded then closed.next_identified_month else closed.eliminated_month end as closed_month,
    case
        when closed.is_superseded then 'superseded'
        when closed.eliminated_month is null then 'open'
        when closed.elimination_type = 'ELIM_NATURAL' then 'natural'
        when closed.elimination_type = 'ELIM_BY_SUPPORT' then 'by_support'
        else 'untold'
    end as closing,
    closed.next_identified_month,
    closed.is_continued,
    closed.previous_case_id is not null and not closed.is_continued as is_reidentified,
    closed.is_start_assumed,
    closed.eliminated_month is not null and closed.is_end_missing as is_end_assumed
from closed
join household
    on household.household_id = closed.household_id
left join case_people
    on case_people.case_id = closed.case_id
order by household.village_code, closed.household_id, closed.identified_month, closed.case_id
