-- Households proposed for the end of policies, in a round not stopped, that meet an exemption of
-- appendix 1: as the proposer found it, or as their facts show it. What was annotated already is
-- judged by the allowance or disability that had begun by then only.
--
-- grain:     household_id
-- reads:     active_member, exit_benefit, exit_fact, exit_hardship, exit_patient,
--            source_annotation, source_household
-- inputs:
--     exempt_self_pay_yuan    INTEGER  own cost of a year that is large  [元]
--     exempt_self_pay_ratio   DOUBLE   the same as a share of net income  [1]
--     exempt_self_pay_months  INTEGER  months such a cost counts for  [月]
--     exempt_event_months     INTEGER  months a disaster or accident counts for  [月]
--     exempt_loss_ratio       DOUBLE   loss as a share of net income  [1]
--     exempt_line_ratio       DOUBLE   income per head in monitoring lines  [1]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  exit_exemptions
--     value         VARCHAR  exemptions the proposer found; null when none
--     expected      VARCHAR  exemptions the facts show; null when they show none
-- order:     village_code, household_id, person_id
-- source:    K01; notice, appendix 1
-- severity:  error
-- dimension: consistency
-- title:     拟标注但有豁免情形
-- title_en:  Proposed though exempt
-- remedy:    核实保留条件；属实的终止标注，原则上仍按享受政策管理。
-- remedy_en: See whether the exemption holds; if so stop the proposal, for policies are kept in
--            principle.

with

begun as (

    select
        household_id,
        min(case when subsistence_type in ('01', '02') then subsistence_from_on end) as subsistence_from_on,
        min(case when destitute_type <> '00' then destitute_from_on end) as destitute_from_on,
        min(case when disability_grade in ('1', '2') then disability_certified_on end) as certified_on
    from active_member
    group by household_id

),

costly as (

    select household_id
    from exit_patient
    where is_major
        and age_months <= $exempt_self_pay_months
        and (
            self_pay_fen >= $exempt_self_pay_yuan * 100
            or self_pay_bp >= $exempt_self_pay_ratio * 10000
        )

),

struck as (

    select household_id
    from exit_hardship
    where is_proven
        and age_months <= $exempt_event_months
        and (
            loss_bp >= $exempt_loss_ratio * 10000
            or line_bp <= $exempt_line_ratio * 10000
        )

),

judged as (

    select
        source_annotation.household_id,
        source_annotation.annotation_year,
        source_annotation.exit_exemptions,
        concat_ws(
            '|',
            case
                when source_annotation.annotated_on is null
                    and (exit_benefit.is_on_subsistence or exit_benefit.is_destitute)
                    or exit_benefit.is_on_subsistence
                    and begun.subsistence_from_on <= source_annotation.annotated_on
                    or exit_benefit.is_destitute
                    and begun.destitute_from_on <= source_annotation.annotated_on
                then 'E1'
            end,
            case
                when source_annotation.annotated_on is null
                    and source_annotation.household_id in (select costly.household_id from costly)
                then 'E2'
            end,
            case
                when exit_benefit.has_severe_disability
                    and (
                        source_annotation.annotated_on is null
                        or begun.certified_on <= source_annotation.annotated_on
                    )
                then 'E3'
            end,
            case
                when source_annotation.annotated_on is null
                    and (
                        exit_fact.is_hardship_confirmed
                        or source_annotation.household_id in (select struck.household_id from struck)
                    )
                then 'E4'
            end
        ) as exemptions
    from source_annotation
    left join exit_benefit on exit_benefit.household_id = source_annotation.household_id
    left join exit_fact on exit_fact.household_id = source_annotation.household_id
    left join begun on begun.household_id = source_annotation.household_id
    where coalesce(source_annotation.annotation_stage, 'screened') <> 'stopped'

)

select
    judged.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    any_value(source_household.placed_code) as village_code,
    'exit_exemptions' as field,
    max_by(array_to_string(judged.exit_exemptions, '|'), judged.annotation_year) as value,
    max_by(nullif(judged.exemptions, ''), judged.annotation_year) as expected
from judged
join source_household
    on source_household.household_id = judged.household_id
where judged.exemptions <> ''
    or len(judged.exit_exemptions) > 0
group by judged.household_id
order by village_code, judged.household_id
