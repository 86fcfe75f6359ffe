-- Every household proposed in a round as appendix 2 wants it, with what its ten columns are checked by.
--
-- grain:   household_id
-- reads:   queue_label, source_annotation, snapshot_info, household, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     round     BIGINT   year of the round
-- columns:
--     household_id     VARCHAR    number of the household
--     village_code     VARCHAR    its village, or its township when the village is unknown
--     city_name        VARCHAR    its prefecture; as the proposal writes it where none is above
--     county_name      VARCHAR    its county, or the zone that manages it
--     town_name        VARCHAR    its township
--     village_name     VARCHAR    its village; as the proposal writes it when unknown
--     head_name        VARCHAR    head of household, of the register, else of the proposal
--     head_id_number   VARCHAR    the head's number, of the register, else of the proposal
--     lifted_out_year  INTEGER    year it was lifted out of poverty
--     exit_criteria    VARCHAR[]  codes of list exit_criterion, as the proposer sees them
--     reason           VARCHAR    as the proposer writes it
--     note             VARCHAR    as the proposer writes it
--     is_head_other    BOOLEAN    register and proposal name heads of different numbers
--     is_annotated     BOOLEAN    set in the national system already
-- order:   village_code, household_id
-- source:  notice, appendix 2

with

place as (

    select
        division_path.leaf_code,
        max(above.division_name) filter (above.level = 2) as city_name,
        max(above.division_name) filter (above.level = 3) as county_name,
        max(above.division_name) filter (above.level = 4) as town_name,
        max(above.division_name) filter (above.level = 5) as village_name
    from division_path
    join division_tree as above
        on above.view = division_path.view
        and above.division_code = division_path.ancestor_code
    where division_path.view = $view
        and division_path.leaf_code in (select village_code from queue_label where annotation_year = $round)
    group by division_path.leaf_code

),

proposal as (

    select
        source_annotation.*,
        coalesce(source_annotation.annotation_year, cast(extract(year from snapshot_info.as_of_on) as integer)) as round_year
    from source_annotation
    cross join snapshot_info

)

select
    queue_label.household_id,
    queue_label.village_code,
    coalesce(place.city_name, proposal.city_name) as city_name,
    coalesce(place.county_name, proposal.county_name) as county_name,
    coalesce(place.town_name, proposal.town_name) as town_name,
    coalesce(place.village_name, proposal.village_name) as village_name,
    coalesce(household.head_name, proposal.head_name) as head_name,
    coalesce(household.head_id_number, proposal.head_id_number) as head_id_number,
    coalesce(household.lifted_out_year, proposal.lifted_out_year) as lifted_out_year,
    proposal.exit_criteria,
    proposal.reason,
    proposal.note,
    coalesce(upper(household.head_id_number) <> upper(proposal.head_id_number), false) as is_head_other,
    queue_label.annotated_on is not null as is_annotated
from queue_label
join division_path
    on division_path.leaf_code = queue_label.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
join household
    on household.household_id = queue_label.household_id
join proposal
    on proposal.household_id = queue_label.household_id
    and proposal.round_year = queue_label.annotation_year
left join place
    on place.leaf_code = queue_label.village_code
where queue_label.annotation_year = $round
order by queue_label.village_code, queue_label.household_id
