using Headroom.Sizing.Advice;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Tests.Advice;

public sealed class SizeAdviceTests
{
    private static readonly SizeRequest Request = new()
    {
        Loss = 2.2,
        OwnTokens = 1e9,
        ServedTokens = 1e12,
        TokenPrice = 2e-7,
        Variants = 10,
    };

    [Fact]
    public void Every_way_out_is_there()
    {
        var names = SizeAdvice.Routes(ScalingLaw.Besiroglu, Request).Select(route => route.Name);

        Assert.Equal(
            [
                "train, least training", "train, least over its life", "train, weights of 8 bits",
                "train, weights of 4 bits", "distil a base into a smaller model", SizeAdvice.Adapt,
                "adapt a base in 4 bits", "rent by the token",
            ],
            names);
    }

    [Fact]
    public void One_base_saves_what_separate_trainings_take_more()
    {
        var routes = SizeAdvice.Routes(ScalingLaw.Besiroglu, Request);
        var single = SizeAdvice.Routes(ScalingLaw.Besiroglu, Request with { Variants = 1 });
        var adapted = routes.First(route => route.Name == SizeAdvice.Adapt);

        Assert.Equal(6 * routes[0].Parameters * 1e9 * 10, adapted.Operations, tolerance: 1e-6 * adapted.Operations);
        Assert.Equal(1 - adapted.Operations / routes[0].Operations, SizeAdvice.SavedByOneBase(routes)!.Value, 1e-12);
        Assert.Equal(SizeAdvice.SavedByOneBase(single)!.Value, SizeAdvice.SavedByOneBase(routes)!.Value, 1e-9);
        Assert.Null(SizeAdvice.SavedByOneBase(SizeAdvice.Routes(ScalingLaw.Besiroglu, Request with { OwnTokens = 0 })));
    }

    [Fact]
    public void Few_bits_cost_loss_and_save_memory()
    {
        var routes = SizeAdvice.Routes(ScalingLaw.Besiroglu, Request with { OwnTokens = 0 });

        Assert.True(routes[0].Loss < routes[2].Loss && routes[2].Loss < routes[3].Loss);
        Assert.Equal(routes[0].ServingBytes / 2, routes[2].ServingBytes, tolerance: 1);
        Assert.Equal(routes[0].ServingBytes / 4, routes[3].ServingBytes, tolerance: 1);
    }

    [Fact]
    public void A_student_reaches_the_loss_and_its_teacher_reads_along()
    {
        var routes = SizeAdvice.Routes(ScalingLaw.Besiroglu, Request with { OwnTokens = 0, Variants = 1 });

        var student = routes.First(route => route.Name.StartsWith("distil", StringComparison.Ordinal));

        Assert.Equal(2.2, student.Loss!.Value, tolerance: 1e-6);
        Assert.Equal(routes[0].Parameters / 2, student.Parameters, tolerance: 1);
        Assert.Equal(
            6 * student.Parameters * student.Tokens + 2 * routes[0].Parameters * student.Tokens, student.Operations,
            tolerance: 1e-6 * student.Operations);
    }

    [Fact]
    public void Renting_costs_what_is_served()
    {
        var rented = SizeAdvice.Routes(ScalingLaw.Besiroglu, Request)[^1];

        Assert.Equal(200_000, rented.Rent!.Value, tolerance: 1e-6);
        Assert.Equal(0, rented.Operations);
    }
}
