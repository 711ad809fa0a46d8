using CsCheck;
using Headroom.Exchange.Accounts;
using Headroom.Exchange.Journal;

namespace Headroom.Exchange.Tests.Accounts;

/// <summary>
/// Whatever is tried in whatever order, and wherever the writer is stopped: nothing is made and nothing is lost.
/// </summary>
public sealed class ConservationProperties
{
    private static readonly Gen<(int Act, int Who, int Which, long Amount, int Minutes)[]> Acts = Gen.Select(
        Gen.Int[0, 11], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Long[-1, 8_000], Gen.Int[0, 1_500]).Array[1, 40];

    [Fact]
    public void Accounts_add_up_to_zero_and_none_is_overdrawn() => Acts.Sample(acts =>
    {
        using var world = new TwoOwners();
        foreach (var act in acts)
        {
            var before = Text(world.State);
            var refused = Try(world, act);

            Demand(world.State);
            if (refused is not null) Assert.Equal(before, Text(world.State));
        }

        Assert.Equal(Text(world.State), Text(JournalText.Read(world.Journal, "j").State));
    }, iter: 150);

    [Fact]
    public void A_writer_may_be_stopped_at_any_of_a_thousand_bytes()
    {
        using var world = new TwoOwners();
        var id = world.InForce().Id;
        foreach (var (author, happened) in new (Privacy.Keys.KeyPair, ExchangeEvent)[]
        {
            (world.ComputeOwner, new Reported(id, "a", 3601, TwoOwners.Digest)), (world.DataOwner, new Settled(id, "a")),
            (world.ComputeOwner, new Reported(id, "b", 7, TwoOwners.Digest)),
            (world.DataOwner, new Disputed(id, "b", TwoOwners.Digest)), (world.Operator, new Resolved(id, "b", 3)),
            (world.Operator, new PaidOut(world.ComputeOwner.Public.ToString(), "CNY", 1_000_001, "bank-9")),
        })
        {
            Assert.Null(world.Tell(author, happened));
        }

        var journal = world.Journal;
        for (var point = 0; point < 1_000; point++)
        {
            var length = (int)((long)journal.Length * point / 999);
            var check = JournalText.Read(journal.AsMemory(0, length), "j");

            Demand(check.State);
            Assert.True(check.WholeBytes <= length);
        }
    }

    private static void Demand(ExchangeState state)
    {
        var balances = state.Books.Balances;
        Assert.All(
            balances.GroupBy(balance => balance.Unit), unit => Assert.Equal(0, unit.Sum(balance => balance.Amount)));
        Assert.All(
            balances.Where(one => one.Unit != Books.GpuSeconds && one.Account != AccountNames.Outside),
            balance => Assert.True(balance.Amount >= 0, balance.ToString()));
    }

    private static string Text(ExchangeState state) => string.Join('\n', [
        .. state.Books.Balances.Where(balance => balance.Amount != 0).Select(balance => balance.ToString()),
        .. state.Agreements.Select(agreement =>
            $"{agreement.Id} {agreement.Version} {agreement.Told} {string.Join(',', agreement.Signers)} {string.Join(',', agreement.Reports)}"),
    ]);

    // Anyone tries anything, with terms, versions and jobs that may be the right ones.
    private static RefusalKind? Try(TwoOwners world, (int Act, int Who, int Which, long Amount, int Minutes) act)
    {
        world.Now = world.Now.AddMinutes(act.Minutes);
        var agreements = world.State.Agreements;
        var agreement = agreements.ElementAtOrDefault(act.Which % Math.Max(1, agreements.Count));
        var (id, version, job) = (agreement?.Id ?? "none", agreement?.Version ?? "none", $"job-{act.Which}");
        var terms = world.Terms with
        {
            SignBy = world.Now.AddDays(1),
            Until = world.Now.AddDays(2),
            Payment = world.Terms.Payment with { ComputeMicro = Math.Max(0, act.Amount * 1_003) },
        };
        var author = act.Act is 5 or 6 or 7 ? world.Operator : world.Keys[act.Who];
        return world.Tell(author, act.Act switch
        {
            0 => new Proposed(terms),
            1 => new Countered(id, version, terms),
            2 or 3 => new Agreed(id, version),
            4 => new Ended(id, version),
            5 => new Deposited(world.DataOwner.Public.ToString(), "CNY", act.Amount * 5_000, $"bank-{act.Minutes}"),
            6 => new PaidOut(world.Keys[act.Who].Public.ToString(), "CNY", act.Amount, $"out-{act.Minutes}"),
            7 => new Resolved(id, job, act.Amount),
            8 => new Reported(id, job, act.Amount, TwoOwners.Digest),
            9 => new Settled(id, job),
            10 => new Disputed(id, job, TwoOwners.Digest),
            _ => new Closed(id),
        });
    }
}
