using CsCheck;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;
using Headroom.Storage.Tests.Databases;

namespace Headroom.Storage.Tests.Reading;

public sealed class JobPagesProperties
{
    private static readonly Gen<JobQuery> Query = Gen.Select(
        Gen.OneOf<string?>(null, "t0", "t1", "t9"),
        Gen.OneOf<string?>(null, null, "q0", "q1", "q9"),
        Gen.OneOf(
            Gen.Const<JobState[]>([]),
            Gen.Enum<JobState>().Array[1, 3].Select(states => states.Distinct().ToArray())),
        Gen.OneOf<string?>(null, null, "train", "train-1", "x"),
        Gen.Select(Gen.OneOf<long?>(null, null, 50_000_000), Gen.OneOf<long?>(null, null, 90_000_000)),
        Gen.Enum<JobSort>(),
        Gen.Int[1, 7]).Select((tenant, queue, states, prefix, times, order, size) => new JobQuery
        {
            Tenant = order == JobSort.Name ? tenant ?? "t1" : tenant,
            Queue = queue,
            States = states,
            NamePrefix = prefix,
            SubmittedFrom = times.Item1,
            SubmittedBefore = times.Item2,
            Order = order,
            Size = size,
        });

    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Pages_are_what_a_plain_filter_and_sort_give_by_every_plan(StoreKind kind) =>
        Gen.Select(Written.Gen, Query.Array[8], Gen.OneOf(0, 3, 2_000)).Sample((written, queries, rareMin) =>
        {
            using var store = new TestStore(kind);
            Written.To(store, written.Events, written.Ends);
            var whole = new JobQuery { Size = 10_000 };
            var all = store.Store.Jobs.ReadAsync(whole).GetAwaiter().GetResult().Jobs;
            var pages = new JobPages(store.Store.Database, rareMin);

            foreach (var query in queries)
            {
                var expected = Plain(all, query).Select(job => job.Id.Value);
                Assert.Equal(expected, AllPages(pages, query).Select(job => job.Id.Value));
            }
        }, iter: Written.Times(kind, 60), threads: 2);

    private static List<StoredJob> AllPages(JobPages pages, JobQuery query)
    {
        var (jobs, next) = (new List<StoredJob>(), (string?)null);
        do
        {
            var page = pages.ReadAsync(query with { Cursor = next }).GetAwaiter().GetResult();
            Assert.InRange(page.Jobs.Count, page.Next is null ? 0 : query.Size, query.Size);
            jobs.AddRange(page.Jobs);
            next = page.Next;
        }
        while (next is not null);

        return jobs;
    }

    private static IEnumerable<StoredJob> Plain(IEnumerable<StoredJob> all, JobQuery query)
    {
        var found = all.Where(job =>
            (query.Tenant is null || job.Tenant == query.Tenant)
            && (query.Queue is null || job.Queue == query.Queue)
            && (query.States.Count == 0 || query.States.Contains(job.State))
            && job.Name.StartsWith(query.NamePrefix ?? "", StringComparison.Ordinal)
            && (query.SubmittedFrom is null || job.Submitted >= query.SubmittedFrom)
            && (query.SubmittedBefore is null || job.Submitted < query.SubmittedBefore));
        return query.Order switch
        {
            JobSort.Newest => found.OrderByDescending(job => job.Id),
            JobSort.Oldest => found.OrderBy(job => job.Id),
            JobSort.EndedLast => found.Where(job => job.Ended is not null)
                .OrderByDescending(job => job.Ended).ThenByDescending(job => job.Id),
            _ => found.OrderBy(job => job.Name, StringComparer.Ordinal).ThenBy(job => job.Id),
        };
    }
}
