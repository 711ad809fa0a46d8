using Headroom.Privacy.Masking;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Reports;
using Headroom.Privacy.Risk;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Tests.Policies;

public sealed class PolicyPackTests
{
    [Theory]
    [InlineData("finance", "JR/T 01")]
    [InlineData("health", "45 CFR 164.514(b)(2)(i)(")]
    [InlineData("government", "GB/T 42460-2023, ")]
    public void Every_rule_of_a_pack_names_the_clause_that_it_follows(string name, string law)
    {
        var pack = PolicyPacks.Find(name)!;

        Assert.NotEmpty(pack.Source);
        Assert.All(RuleBook.Entities, entity => Assert.Contains(law, pack.ClauseOf(entity), StringComparison.Ordinal));
        Assert.Superset(pack.Actions.Keys.ToHashSet(), pack.Clauses.Keys.ToHashSet());
    }

    // (A) to (O) are what texts and tables can hold; biometrics and photographs, (P) and (Q), are in neither.
    [Fact]
    public void The_kinds_of_safe_harbor_are_all_there()
    {
        var clauses = string.Join('\n', PolicyPacks.Find("health")!.Clauses.Values);
        Assert.All("ABCDEFGHIJKLMNOR", kind => Assert.Contains($"({kind})", clauses, StringComparison.Ordinal));
    }

    [Fact]
    public void No_code_of_the_health_pack_follows_from_the_data()
    {
        var pack = PolicyPacks.Find("health")!;
        Assert.False(pack.NeedsKey);
        Assert.All(pack.Actions.Values.Append(pack.Default), action => Assert.True(
            action is Replace or Generalise or Surrogate { IsRandom: true }, action.ToString()));
    }

    [Fact]
    public void The_hashes_and_ciphers_of_the_government_pack_are_chinese()
    {
        var pack = PolicyPacks.Find("government")!;
        var own = PolicyFile.Parse(
            "policy: 1\nbase: government\nentities:\n  CN_MOBILE: {ff1: sm4}\n", "p.yaml");
        Assert.All(pack.Actions.Values.Append(pack.Default).Append(own.ActionOf("CN_MOBILE")), action => Assert.True(
            action is Redact or Pseudonymise(KeyedHash.Sm3) or EncryptFormat(BlockCipher.Sm4), action.ToString()));
    }

    [Fact]
    public void A_rule_of_ones_own_has_a_clause_of_ones_own_or_none()
    {
        var policy = PolicyFile.Parse(
            "policy: 1\nbase: finance\nentities:\n  CN_MOBILE: redact\n  BANK_CARD: redact\nclauses:\n  BANK_CARD: our rule 7\n", "p.yaml");

        Assert.Equal("our rule 7", policy.ClauseOf("BANK_CARD"));
        Assert.Null(policy.ClauseOf("CN_MOBILE"));
        Assert.Contains("annex A", policy.ClauseOf("IBAN_CODE"), StringComparison.Ordinal);
        Assert.Contains("line 3: unknown entity 'CN_MOBIL'", Assert.Throws<PolicyException>(
            () => PolicyFile.Parse("policy: 1\nclauses:\n  CN_MOBIL: a\n", "p.yaml")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 20, "L3")]
    [InlineData(0, 19, "L2")]
    [InlineData(0, null, "L2")]
    [InlineData(1, 20, "L1")]
    public void The_level_follows_from_what_was_found_and_from_the_risk_that_is_left(long again, int? k, string level)
    {
        var result = new MaskResult(1, 1, new Dictionary<string, long>());
        var figures =
            new RiskFigures { Rows = 100, Classes = 5, SmallestClass = k ?? 0, UniqueRows = 0, RowsBelow = 0 };
        var file = new MaskedFile("a", "b", result, new FoundAgain(again, 0))
        {
            Risk = k is null ? null : new ResidualRisk(["age"], 20, figures),
        };
        var report = System.Text.Encoding.UTF8.GetString(
            MaskReport.Write(PolicyPacks.Find("health")!, null, [file], default, null));

        Assert.Contains($"\"level\":\"{level}\"", report, StringComparison.Ordinal);
        Assert.Equal(k is not null, report.Contains($"\"wantedK\":20,\"k\":{k}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_names_the_clause_of_what_was_found()
    {
        var result = new MaskResult(1, 1, new Dictionary<string, long> { ["CN_MOBILE"] = 2, ["US_SSN"] = 1 });
        var report = MaskReport.Write(
            PolicyPacks.Find("health")!, null, [new MaskedFile("a", "b", result, default)], default, null);

        Assert.Contains(
            "\"clauses\":{\"CN_MOBILE\":\"45 CFR 164.514(b)(2)(i)(D), telephone numbers\",\"US_SSN\":\"45 CFR 164.514(b)(2)(i)(G)",
            System.Text.Encoding.UTF8.GetString(report), StringComparison.Ordinal);
    }
}
