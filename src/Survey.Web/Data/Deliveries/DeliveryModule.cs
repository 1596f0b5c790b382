namespace Survey.Web.Data.Deliveries;

/// <summary>Scoring files on their way to other systems.</summary>
public static class DeliveryModule
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services;
}
