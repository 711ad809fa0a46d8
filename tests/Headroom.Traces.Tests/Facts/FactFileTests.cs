using Headroom.Testing;
using Headroom.Traces.Facts;

namespace Headroom.Traces.Tests.Facts;

public sealed class FactFileTests
{
    private const string Header = "name,quantity,value,unit,precision,date,source\n";

    public static TheoryData<string> Shipped =>
        ["prices", "emissions", "rules", "latency", "compute", "clusters"];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_fact_that_ships_has_value_unit_precision_date_and_source(string table)
    {
        var facts = FactFile.Read(Path.Combine(Repository.Root, "facts", $"{table}.csv"));

        Assert.NotEmpty(facts);
        Assert.All(facts, fact => Assert.True(fact.Source.Length >= 4, $"{fact.Name} has no source"));
        Assert.Equal(facts.Count, facts.DistinctBy(fact => (fact.Name, fact.Quantity, fact.Date)).Count());
    }

    [Fact]
    public void No_table_of_facts_is_without_its_lint()
    {
        var tables = Directory.EnumerateFiles(Path.Combine(Repository.Root, "facts"), "*.csv")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != "chips");

        Assert.Equal(Shipped.Select(row => row.Data).Order(), tables.Order());
    }

    [Theory]
    [InlineData("x,speed,1,EFLOPS,,2026-01,a paper", "no precision")]
    [InlineData("x,speed,1,EFLOPS,fp16,2026-01,", "no source")]
    [InlineData("x,speed,much,EFLOPS,fp16,2026-01,a paper", "is no number")]
    [InlineData("x,speed,1,EFLOPS,fp16,last year,a paper", "no year and month")]
    public void A_row_that_lacks_something_is_refused_with_its_line(string row, string reason)
    {
        using var file = TemporaryFile.Of($"{Header}{row}\n");

        var refusal = file.RefusalBy(path => FactFile.Read(path));

        Assert.StartsWith("line 2", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Speeds_of_different_number_formats_have_no_sum()
    {
        using var file = TemporaryFile.Of(
            $"{Header}a,speed,1,EFLOPS,fp16,2026-01,a paper\nb,speed,2,EFLOPS,fp16,2026-01,a paper\nc,speed,4,EFLOPS,fp32,2026-01,a paper\n");
        var facts = FactFile.Read(file.Path);

        Assert.Equal(3, FactFile.Sum([facts[0], facts[1]]));
        Assert.Throws<ArgumentException>(() => FactFile.Sum(facts));
    }
}
