using Headroom.Traces.Specifications;

namespace Headroom.Traces.Tests.Specifications;

public sealed class KeyPathTests
{
    [Theory]
    [InlineData("queues", 1)]
    [InlineData("queues[0]", 2)]
    [InlineData("queues[1].quota.A.nominal", 6)]
    [InlineData("queues[1].quota.A.80.nominal", 8)]
    [InlineData("queues[1].quota.A.80.lendingLimit", 7)]
    [InlineData("queues[1].quota.A[0].nominal", 9)]
    [InlineData("queues[1].quota.B", 5)]
    [InlineData("queues[7].name", 1)]
    [InlineData("queues[x", 1)]
    [InlineData("", 1)]
    public void A_path_leads_to_a_line_or_to_that_of_what_is_around(string path, int line)
    {
        var root = YamlTree.Parse(
            "file",
            """
            queues:
            - name: a
            - name: b
              weight: 1
              quota:
                A: {nominal: 1}
                A.80:
                  nominal: 1
                A[0]: 1
            """);

        Assert.Equal(line, KeyPath.LineOf(root!, path));
    }
}
