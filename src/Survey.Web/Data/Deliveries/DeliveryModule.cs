using System.Net;

namespace Survey.Web.Data.Deliveries;

/// <summary>Scoring files on their way to other systems.</summary>
public static class DeliveryModule
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddSingleton<NameLookup>(Dns.GetHostAddressesAsync)
        .AddSingleton<ReceiverAddress>().AddSingleton<DeliveryClient>()
        .AddSingleton<DeliveryWorker>().AddHostedService(s => s.GetRequiredService<DeliveryWorker>());
}
