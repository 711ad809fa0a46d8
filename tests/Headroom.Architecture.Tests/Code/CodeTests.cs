using Headroom.Architecture.Tests.Modules;

namespace Headroom.Architecture.Tests.Code;

public sealed class CodeTests
{
    public static TheoryData<string> Modules => [.. ModuleMap.All.Keys];

    public static TheoryData<string> PureModules =>
        [.. ModuleMap.All.Where(module => module.Value.IsPure).Select(module => module.Key)];

    [Theory]
    [MemberData(nameof(PureModules))]
    public void Pure_modules_walk_over_nothing_in_hash_order(string module) =>
        Faults.None(HashOrderRule.Faults(CompiledModule.Types(module)));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Concrete_classes_are_sealed(string module) =>
        Faults.None(SealedRule.Faults(CompiledModule.Types(module)));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Folders_of_a_module_form_layers(string module) =>
        Faults.None(NamespaceCycleRule.Faults(CompiledModule.Types(module), module));

    [Fact]
    public void A_planted_walk_is_caught()
    {
        var faults = HashOrderRule.Faults(Planted()).ToArray();

        Assert.Equal(3, faults.Length);
        Assert.All(
            faults, fault => Assert.Contains("Planted.Upper.Walker walks over a", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_planted_open_class_is_caught() =>
        Assert.Contains(SealedRule.Faults(Planted()), fault =>
            fault.EndsWith("Planted.Upper.Open is neither sealed nor abstract", StringComparison.Ordinal));

    [Fact]
    public void A_planted_cycle_is_caught()
    {
        var faults = NamespaceCycleRule.Faults(Planted(), "Headroom.Architecture.Tests.Planted").ToArray();

        Assert.Equal(2, faults.Length);
        Assert.StartsWith("Lower uses Upper, which uses it in turn: ", faults[0], StringComparison.Ordinal);
        Assert.StartsWith("Upper uses Lower, which uses it in turn: ", faults[1], StringComparison.Ordinal);
    }

    private static Mono.Cecil.TypeDefinition[] Planted() =>
        [.. CompiledModule.Types("Headroom.Architecture.Tests")
            .Where(type => CompiledModule.NamespaceOf(type).Contains(".Planted.", StringComparison.Ordinal))];
}
