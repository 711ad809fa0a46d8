using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Tests.Agreements;

/// <summary>What terms say that their listings do not bear out is refused, and the reason names the clause.</summary>
public sealed class ListingFitTests : IDisposable
{
    private readonly TwoOwners _world = new();

    public static TheoryData<Clause> Contradicted => [.. Changes.Keys];

    private static Dictionary<Clause, Func<AgreementTerms, AgreementTerms>> Changes { get; } = new()
    {
        [Clause.From] = terms => terms with { From = Made.Day.AddDays(-1) },
        [Clause.Until] = terms => terms with { Until = Made.Day.AddYears(2) },
        [Clause.Region] = terms => terms with { Jobs = terms.Jobs with { Region = "us-west" } },
        [Clause.Protection] = terms => terms with { Jobs = terms.Jobs with { Protection = Protection.Federated } },
        [Clause.Evidence] = terms => terms with { Jobs = terms.Jobs with { Evidence = ["tpm-quote"] } },
        [Clause.Currency] = terms => terms with { Payment = terms.Payment with { Currency = "USD" } },
        [Clause.GpuSeconds] = terms => terms with { Jobs = terms.Jobs with { GpuSecondsMax = 400 * 3600 + 1 } },
    };

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Contradicted))]
    public void Terms_that_a_listing_contradicts_are_refused_with_the_clause(Clause clause)
    {
        var wrong = Changes[clause](_world.Terms);

        Assert.Equal(RefusalKind.Contradicts, _world.Tell(_world.DataOwner, new Proposed(wrong)));
        var entry = SignedEvent.Make(_world.State.Id, _world.DataOwner, _world.Now, new Proposed(wrong));
        Assert.Contains($"the clause {clause} ", _world.State.Apply(entry)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_counter_proposal_is_held_against_them_as_well()
    {
        Assert.Null(_world.Tell(_world.DataOwner, new Proposed(_world.Terms)));
        var id = _world.Last!.Id;

        Assert.Equal(
            RefusalKind.Contradicts,
            _world.Tell(_world.ComputeOwner, new Countered(id, id, Changes[Clause.Region](_world.Terms))));
        Assert.Equal(_world.Terms.Text(), _world.State.AgreementOf(id)!.Terms.Text());
    }

    [Fact]
    public void Listings_with_words_of_their_own_bind_purpose_protection_evidence_and_licence()
    {
        var terms = _world.Terms;
        var (data, compute, model) = (_world.Data, _world.Compute, _world.Model);

        Assert.Null(ListingFit.Contradiction(terms, data, compute, model));
        Assert.Equal(Clause.Purpose, Of(data with { Terms = data.Terms with { Purposes = ["evaluation"] } }));
        Assert.Equal(Clause.Region, Of(data with { Terms = data.Terms with { Regions = ["cn-north"] } }));
        Assert.Equal(Clause.Protection, Of(data with { Protection = Protection.Federated }));
        Assert.Equal(Clause.Evidence, Of(data with { Evidence = ["tpm-quote"] }));
        Assert.Equal(Clause.Model, Of(data with { Licences = ["mit"] }));
        Assert.Equal(Clause.Model, Of(data with { Tuning = Tuning.Full }));

        Clause? Of(DataListing other) => ListingFit.Contradiction(terms, other, compute, model)?.Clause;
    }
}
