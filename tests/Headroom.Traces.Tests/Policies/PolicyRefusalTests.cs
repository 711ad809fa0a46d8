using System.Text;
using Headroom.Traces.Policies;

namespace Headroom.Traces.Tests.Policies;

/// <summary>Policies at fault, each with the sentences that its author reads.</summary>
public sealed class PolicyRefusalTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    [InlineData("~")]
    public void A_file_without_keys_is_refused(string text) => AssertRefused(
        text, "the file holds nothing; write priorities, fairness, reclaim, planning, queues.");

    [Fact]
    public void Every_fault_is_told_in_the_order_of_the_lines() => AssertRefused(
        """
        queues:
          - name: vision
            parent: language
            wieght: 2
            quota: {A10O: 16, T4: -1}
          - name: language
            parent: vision
            weight: 0
          - {parent: research, weight: -1, order: fair, paused: yes}
        planning: {defaultTimeLimit: 24 h, pricePerKilogramCarbon: .5}
        reclaim:
          natrualChurn: 2m
          preemptionsPerJob: 2.5
        unknown: 1
        """,
        "line 3, queues[0].parent: the parents go round in a circle: vision, language, vision; "
            + "let one of them have another parent.",
        "line 4, queues[0].wieght: the key \"wieght\" is not known here; did you mean weight.",
        "line 5, queues[0].quota.A10O: the fleet has no \"A10O\"; did you mean A100; it has A100, T4, cpu.",
        "line 5, queues[0].quota.T4.nominal: -1 is not within 0 to 1000000000; write a value within.",
        "line 8, queues[1].weight: 0 is not within 1 to 1000000; write a value within.",
        "line 9, queues[2].name: the key is missing; write it.",
        "line 9, queues[2].order: \"fair\" is not known here; write fifo or priority or qssf or gittins.",
        "line 9, queues[2].paused: \"yes\" is not known here; write true or false.",
        "line 9, queues[2].parent: there is no queue \"research\"; name a queue of this policy, or remove the parent.",
        "line 9, queues[2].weight: -1 is not within 1 to 1000000; write a value within.",
        "line 10, planning.defaultTimeLimit: \"24 h\" is not a time; write one such as 90s, 10m, 24h or 7d.",
        "line 10, planning.pricePerKilogramCarbon: \".5\" is not a number; write one such as 12 or 0.5.",
        "line 12, reclaim.natrualChurn: the key \"natrualChurn\" is not known here; did you mean naturalChurn.",
        "line 13, reclaim.preemptionsPerJob: \"2.5\" is not a whole number; round it.",
        "line 14, unknown: the key \"unknown\" is not known here; write priorities, fairness, reclaim, planning, queues.");

    [Fact]
    public void Quota_above_the_fleet_or_the_cohort_is_refused() => AssertRefused(
        """
        queues:
          - name: research
            quota:
              A100: {nominal: 8}
          - {name: vision, parent: research, quota: {A100: 8.5}}
          - {name: other, quota: {A100: 24.5, cpu: 321}}
        """,
        "line 1, queues: the queues directly below the fleet are owed 33 of A100, and the fleet has 32; "
            + "lower their nominal quotas by 1 in sum.",
        "line 1, queues: the queues directly below the fleet are owed 321 of cpu, and the fleet has 320; "
            + "lower their nominal quotas by 1 in sum.",
        "line 4, queues[0].quota.A100.nominal: the queues directly below are owed 8.5 in sum, and it has 8; "
            + "raise it to 8.5, or lower theirs.");

    [Theory]
    [InlineData("9223372036854775808", "\"9223372036854775808\" is too large; write a smaller number")]
    [InlineData("99999999999999", "99999999999999 is not within 0 to 1000000000; write a value within")]
    [InlineData("NaN", "\"NaN\" is not a number; write one such as 12 or 0.5")]
    [InlineData(".inf", "\".inf\" is not a number; write one such as 12 or 0.5")]
    [InlineData("1e3", "\"1e3\" is not a number; write one such as 12 or 0.5")]
    [InlineData("0.0001", "\"0.0001\" has more than three decimals; round it to thousandths")]
    [InlineData("'1'", "\"1\" is a text; remove the quotes")]
    [InlineData("", "there is no value; write one, or remove the key")]
    [InlineData("[1]", "this is a list, and a single value is asked for; write one value after the ':'")]
    [InlineData("\"\\u0000\"", "\"?\" is a text; remove the quotes")]
    public void An_amount_is_a_plain_number(string amount, string fault)
    {
        AssertRefused(
            $"queues:\n- name: a\n  quota:\n    T4:\n      nominal: {amount}\n",
            $"line 5, queues[0].quota.T4.nominal: {fault}.");
    }

    [Theory]
    [InlineData("weight: 3000000000", "weight: \"3000000000\" is too large; write a smaller number")]
    [InlineData("weight: 2000000000", "weight: 2000000000 is not within 1 to 1000000; write a value within")]
    [InlineData("weight: two", "weight: \"two\" is not a number; write one such as 12 or 0.5")]
    [InlineData("backfill: True", "backfill: \"True\" is not known here; did you mean true; write true or false")]
    [InlineData("order: Fifo", "order: \"Fifo\" is not known here; did you mean fifo; write fifo or priority or qssf or gittins")]
    [InlineData("quota: 5", "quota: this is a single value, and chip models with amounts are asked for; write a chip model or cpu with its amount, such as {A100: 16}")]
    [InlineData("quota: {T4: 1, T4: 2}", "quota.T4: the resource is named twice; write one amount for it")]
    [InlineData("quota: {T4: {nominl: 1}}", "quota.T4.nominl: the key \"nominl\" is not known here; did you mean nominal")]
    [InlineData("weight: 1, weight: 2", "weight: the key is there twice; remove one of the two")]
    [InlineData("? [a] : b", "a key is not a single value; write a name before the ':'")]
    public void A_value_of_a_queue_is_of_its_kind(string value, string fault) => AssertRefused(
        $"queues:\n- {{name: a, {value}}}\n",
        fault.StartsWith("a key", StringComparison.Ordinal) ? $"line 2: {fault}." : $"line 2, queues[0].{fault}.");

    [Theory]
    [InlineData("10 years", "\"10 years\" is not a time; write one such as 90s, 10m, 24h or 7d")]
    [InlineData("1w", "\"1w\" is not a time; write one such as 90s, 10m, 24h or 7d")]
    [InlineData("soon", "\"soon\" is not a time; write one such as 90s, 10m, 24h or 7d")]
    [InlineData("m", "\"m\" is not a time; write one such as 90s, 10m, 24h or 7d")]
    [InlineData("-1s", "-1s is not within 0s to 365d; write a value within")]
    [InlineData("1h30m", "\"1h30m\" is not a time; write one such as 90s, 10m, 24h or 7d")]
    [InlineData("1-2s", "\"1-2s\" is not a number; write one such as 12 or 0.5")]
    [InlineData("366d", "366d is not within 0s to 365d; write a value within")]
    [InlineData("999999999999999d", "\"999999999999999d\" is too large; write a smaller number")]
    public void A_time_has_a_unit_or_is_in_seconds(string time, string fault) => AssertRefused(
        $"queues: [{{name: a}}]\nreclaim:\n  grace: {time}\n",
        $"line 3, reclaim.grace: {fault}.");

    [Theory]
    [InlineData("queues: [{name: a}]\nfairness: 5\n", "line 2, fairness: this is a single value, and keys are asked for; write halfLife, entry, reclaimWeightedShare.")]
    [InlineData("queues: [{name: a}]\nfairness:\n", "line 2, fairness: this is empty, and keys are asked for; write halfLife, entry, reclaimWeightedShare.")]
    [InlineData("queues: a\n", "line 1, queues: this is a single value, and a list is asked for; begin each item with '-'.")]
    [InlineData("queues: [a]\n", "line 1, queues[0]: this is a single value, and keys are asked for; write name, parent, weight, order, backfill, paused, quota.")]
    [InlineData("queues: []\n", "line 1, queues: there is no queue; write at least one.")]
    [InlineData("fairness: {}\n", "line 1, queues: the key is missing; write it.")]
    [InlineData("- queues\n", "line 1: this is a list, and keys are asked for; write priorities, fairness, reclaim, planning, queues.")]
    public void A_group_is_of_its_kind(string text, string fault) => AssertRefused(text, fault);

    [Theory]
    [InlineData("queues:\n- name: a\n\tweight: 2", "line 3: there is a tab; use spaces, as YAML asks.")]
    [InlineData("queues:\n- &a {name: b}\n- *a\n", "line 2: there is an anchor (&); remove it: values are written out, and a name with & is put in quotes.")]
    [InlineData("queues:\n- *a\n", "line 2: there is an alias (*); write the value out: a file means what it shows.")]
    [InlineData("queues:\n- !!map {name: a}\n", "line 2: there is a tag (!); remove it, or put the value in quotes.")]
    [InlineData("queues: [{name: a}]\n---\nqueues: []\n", "line 2: a second document begins; write one document a file.")]
    [InlineData("queues: [{name: a}\nfairness: {}\n", "line 1: the text is no YAML from here on; look for a bracket or a quote that is not closed.")]
    [InlineData("queues:\n- name: 'a\n", "line 2: while scanning a quoted scalar, found unexpected end of stream; write it as YAML asks.")]
    [InlineData("queues:\n- name: \"\\UFFFFFFFF\"\n", "line 2: the text is no YAML from here on; look for a bracket or a quote that is not closed.")]
    [InlineData("queues:\n- name: a: b\n", "line 2: while scanning a plain scalar value, found invalid mapping; write it as YAML asks.")]
    [InlineData("a: [[[[[[[[[[[[[[[[[[[[", "line 1: the nesting is deeper than 16 levels; no key of this form is nested so deeply.")]
    [InlineData("queues:\n- name: a\0\n", "line 2: there is the control character U+0000; remove it.")]
    [InlineData("queues:\r- name: a\r\n\r\n\u2028", "line 4: there is the control character U+2028; remove it.")]
    public void What_is_no_plain_yaml_is_refused_where_it_is(string text, string fault) => AssertRefused(text, fault);

    [Fact]
    public void Laughs_by_the_billion_are_refused_at_the_first_anchor()
    {
        var lines = Enumerable.Range(1, 9).Select(level =>
            $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 9))}]");

        AssertRefused(
            $"a0: &a0 laugh\n{string.Join('\n', lines)}\n",
            "line 1: there is an anchor (&); remove it: values are written out, and a name with & is put in quotes.");
    }

    [Fact]
    public void Twenty_faults_are_told_and_the_others_counted()
    {
        var refusal = SomePolicy.Refusal($"queues:\n{string.Concat(Enumerable.Repeat("- {weight: 0}\n", 1_500))}");

        Assert.Equal(21, refusal.Count);
        Assert.Equal("line 2, queues[0].name: the key is missing; write it.", refusal[0]);
        Assert.Equal("there are at least 980 more faults; mend these first.", refusal[^1]);
    }

    [Fact]
    public void A_text_that_no_policy_has_is_refused_as_a_whole()
    {
        AssertRefused(
            new string('#', (16 << 20) + 1),
            "the text is longer than 16777216 characters; name a policy, a fleet or a job: those are much smaller.");
        using var large = TemporaryFile.Of(new string('\n', (16 << 20) + 1));
        Assert.Contains(
            "the text is longer than 16777216 bytes; name a policy, a fleet or a job: those are much smaller.",
            large.RefusalBy(Read),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        using var noise = TemporaryFile.Of([0x71, 0x3A, 0x0A, 0xFF, 0xFE, 0x00, 0x80]);
        using var latin = TemporaryFile.Of(Encoding.Latin1.GetBytes("queues:\n- name: caf\u00e9\n"));

        Assert.Equal("line 2: there is a NUL byte, so this is no text; name a text file, or one compressed by gzip.",
            noise.RefusalBy(Read));
        Assert.Equal("line 2: there are bytes that are not UTF-8; save the file as UTF-8 text, or name another one.",
            latin.RefusalBy(Read));
        Assert.Throws<TraceFormatException>(() => Read("/nowhere/policy.yaml"));
    }

    private static void Read(string path) => PolicyFile.Read(path, SomePolicy.Fleet);

    private static void AssertRefused(string text, params string[] faults) =>
        Assert.Equal(faults, SomePolicy.Refusal(text));
}
