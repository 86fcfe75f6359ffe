-- Active members with so many public-welfare posts in the work records of one year; the most are
-- shown.
--
-- grain:     person_id
-- reads:     active_member, source_work_monitor
-- inputs:
--     posts_of_one  INTEGER  posts of one person that are looked at
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  public_post
--     value         VARCHAR  how many posts in a year
--     expected      VARCHAR  fewer
-- order:     village_code, household_id, person_id
-- source:    E13; T5 3_01_011
-- severity:  warning
-- dimension: uniqueness
-- title:     一人≥3个公益岗
-- title_en:  Many public-welfare posts of one person
-- remedy:    核实是否重复登记、虚设岗位。
-- remedy_en: Entered twice, or posts in name only?

with

yearly as (

    select person_id, count(public_post) as posts
    from source_work_monitor
    group by person_id, data_year

),

holder as (

    select person_id, max(posts) as posts
    from yearly
    where posts >= $posts_of_one
    group by person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'public_post' as field,
    cast(holder.posts as varchar) as value,
    '< ' || cast($posts_of_one as varchar) as expected
from active_member
join holder
    on holder.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
